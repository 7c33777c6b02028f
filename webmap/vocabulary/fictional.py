"""What everything made from fictional data says of itself."""

from __future__ import annotations

from webmap.vocabulary.messages import say

FICTIONAL = say("Fictional sample data. No school named here exists.")
"""The notice that goes with everything made from fictional data."""

INVENTED = "가상"
"""Beginning of the name of every school of the sample."""
