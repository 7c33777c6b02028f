"""The work of the commands by which people decide rows."""
