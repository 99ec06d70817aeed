"""Training while the service runs: a program of its own, which the supervisor starts when questions changed."""
