"""Lets `python -m webmap` stand in for the console script."""

from webmap.cli.main import main

if __name__ == "__main__":  # processes that are started from here read this file again
    main()
