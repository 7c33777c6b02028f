"""What the web process serves at WEBMAP_DISCLOSURE=regions: numbers of regions from a closed menu.

These routes are registered instead of those of schools, never beside them. Nothing here knows a view, a
filter, or a snapshot of schools.
"""
