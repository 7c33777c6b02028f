"""Lists held against each other, for readers: the page's words and chart, and the file of the data set."""
