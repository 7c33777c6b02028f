"""The tables of an export."""
