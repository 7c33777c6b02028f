"""The project folder's files in the database: ledgers line by line, lists, imports and exports."""
