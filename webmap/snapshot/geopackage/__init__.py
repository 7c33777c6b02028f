"""GeoPackages: how they are written, their styles, and the one that lies in a snapshot."""
