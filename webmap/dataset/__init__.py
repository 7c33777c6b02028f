"""The snapshot as a data set: tables, a GeoPackage, their description, what changed; without Flask."""
