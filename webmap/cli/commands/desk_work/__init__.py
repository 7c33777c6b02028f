"""The work of `webmap desk worker` and `webmap desk log`."""
