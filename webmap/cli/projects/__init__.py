"""Commands on what a project folder holds: its lists, and the ledgers of findings and corrections."""
