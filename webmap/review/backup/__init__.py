"""Backups of the desk: one file that can be put back into either kind of database."""
