"""The review desk's pages: its own application, never imported by the public one."""
