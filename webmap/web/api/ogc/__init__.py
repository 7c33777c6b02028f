"""OGC API – Features under `/ogc`."""
