"""OGC API – Features over `view`, through the handlers of pygeoapi; knows nothing of Flask."""
