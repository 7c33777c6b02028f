"""The map as files: everything that the public may see, written for a host that runs nothing."""
