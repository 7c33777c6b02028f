"""Lists: reading files of any common form into cleaned entries."""
