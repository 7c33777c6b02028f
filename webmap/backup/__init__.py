"""Backups: everything that a map is made of, in one file, and back."""
