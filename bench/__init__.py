"""Benchmarks: each module times one promise of docs beside the peers it is compared with."""
