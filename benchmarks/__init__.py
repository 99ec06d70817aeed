"""Measures the running service: speed, long conversations, memory, start and training. `python -m benchmarks --help`."""
