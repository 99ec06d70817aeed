"""A training programme in simulated time, with crashes: whether everybody is told once, in time, of nothing else."""
