"""The data package: all open data of a snapshot in one folder."""
