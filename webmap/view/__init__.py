"""The one door out: filters, audience, columns and the words of a view."""
