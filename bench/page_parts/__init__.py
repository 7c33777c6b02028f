"""Parts of the measurement of the page."""
