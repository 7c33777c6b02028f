"""The operator's settings, declared and checked."""
