"""Broadcasts from the chat of an official."""
