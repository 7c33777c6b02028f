"""The command line: what is typed and answered."""
