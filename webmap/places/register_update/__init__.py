"""Editions of the register, fetched from the official interfaces."""
