"""The review desk without its pages: people, proposals and their acceptance, releases, the journal."""
