"""The tables of the desk's database; `webmap/review/migrations` makes them."""
