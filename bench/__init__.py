"""Benchmarks: each module times one promise beside the peers it is compared with, and shows how it grows."""
