"""The map as a picture for slides and reports: SVG of ours, projected in EPSG:5179."""
