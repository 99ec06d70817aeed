"""What is due at a time is done here: once, by one process, after crashes and over jumps of the clock."""
