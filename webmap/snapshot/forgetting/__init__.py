"""Removing snapshots for good, here and wherever they have been copied to."""
