"""Snapshots of protected numbers: regions and their forms, without schools, points, rows or texts."""
