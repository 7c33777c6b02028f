"""Objections of schools, offices and citizens: entered, answered by one person, accepted by another."""
