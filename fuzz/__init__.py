"""Throwing hostile input at what reads it: lists, filters, names and addresses."""
