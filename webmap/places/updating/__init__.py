"""Fetching the register through its publishers' open interfaces, into files as they are published."""
