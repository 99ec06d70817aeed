"""Who goes on to a mentor, and to which one. Pure: the same people give the same result in whatever order they come."""
