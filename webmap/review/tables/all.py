"""All tables: imported here, so that `metadata` knows them."""

from webmap.review.tables import files, journal, people, releases, work
from webmap.review.tables.metadata import metadata

__all__ = ["files", "journal", "metadata", "people", "releases", "work"]
