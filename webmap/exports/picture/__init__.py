"""The map as a picture for slides and reports: our own SVG, projected in EPSG:5179."""
