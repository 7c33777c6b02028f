"""Publishing a snapshot that was built elsewhere, and keeping those that may be served again."""
