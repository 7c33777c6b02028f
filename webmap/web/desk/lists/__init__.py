"""Pages of lists at the desk: uploading, how a file is read, proposing and judging its use."""
