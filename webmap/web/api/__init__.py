"""The interfaces for programs: API, exports, data set, OGC API, OpenAPI."""
