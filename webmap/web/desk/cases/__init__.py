"""Pages on single cases: schools, changes of what the map says of them, objections."""
