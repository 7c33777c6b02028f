"""Objections of schools, offices and citizens: entered by staff, answered by one person, accepted by another."""
