"""This computer: disk, locks, temporary and replaced files, the clock, the files that are shipped."""
