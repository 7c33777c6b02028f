"""Makes the fictional register and lists in `data/sample/`; started by `data/make_sample.py`."""
