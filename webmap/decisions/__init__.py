"""Decisions by people on rows that the rules leave open: kept beside the list, replayed on every build."""
