"""Counting: schools on the map, the status rule, figures by region, classes."""
