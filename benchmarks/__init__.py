"""Measures the service: speed, long conversations, memory, start, training. `python -m benchmarks --help`."""
