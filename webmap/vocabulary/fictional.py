"""The notice of fictional data."""

from __future__ import annotations

from webmap.vocabulary.messages import say

FICTIONAL = say("Fictional sample data. No school named here exists.")
"""The notice of everything that is made from fictional data."""

INVENTED = "가상"
"""Beginning of the name of every school of the sample."""
