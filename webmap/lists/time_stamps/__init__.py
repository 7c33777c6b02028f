"""Reads one time stamp: its date, time and zone."""
