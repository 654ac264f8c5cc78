"""PLANNED: programmes, networks, operations, phases, periods, objectives, documents."""
