"""What everybody agrees on: code lists, countries, units, HS codes, RILOs, container and control numbers, all as data files."""

from opsplanner.reference.codes import Code, CodeList, code_list

__all__ = ["Code", "CodeList", "code_list"]
