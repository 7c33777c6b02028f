"""The official register of schools: its files, schools and editions."""
