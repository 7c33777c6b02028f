"""OGC API – Features over `view`; knows nothing of Flask."""
