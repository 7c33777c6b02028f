"""Regions of Korea: their table, words, boundaries and layers."""
