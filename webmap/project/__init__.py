"""The project folder: what a map is made of, in files: project.toml, lists with their versions, ledgers."""
