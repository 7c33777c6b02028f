"""The snapshot as a data set: tables, a GeoPackage, their description, and what changed; knows nothing of Flask."""
