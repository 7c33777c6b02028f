"""What every answer needs: headers, caching, compression, language, scripts and styles."""
