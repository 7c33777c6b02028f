"""Keys of the WSGI environment by which the layers around Flask, and Flask, tell each other things."""

ROUTE = "webmap.route"
"""The endpoint that has answered."""
BUSY = "webmap.busy"
"""Set where a request is to be turned away, as too many wait already."""
BY_HOST = "webmap.by_host"
"""Set where the answer depends on the Host header, and so is not one for everybody."""
