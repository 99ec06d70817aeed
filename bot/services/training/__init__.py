"""Training: courses and their sessions, who takes part, and what people take home."""
