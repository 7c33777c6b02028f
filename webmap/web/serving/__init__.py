"""Around Flask in the server process: cached responses, admission, watching, counting, logs."""
