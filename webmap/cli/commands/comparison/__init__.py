"""The work of comparing lists."""
