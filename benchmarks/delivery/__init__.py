"""Delivery measured: crashes, a shared budget, a large campaign, speed, and how long a reply waits."""
