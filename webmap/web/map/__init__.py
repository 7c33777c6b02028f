"""The map that folium draws, its data, and how other sites embed it."""
