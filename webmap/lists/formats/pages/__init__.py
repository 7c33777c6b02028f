"""Tables in web pages and documents."""
