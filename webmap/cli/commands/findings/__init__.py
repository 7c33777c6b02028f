"""The work of `webmap finding` and `webmap withdraw`."""
