"""Lets `python -m webmap` stand in for the console script."""

from webmap.cli import main

main()
