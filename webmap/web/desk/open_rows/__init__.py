"""Parts of the pages of the queue: filters in the address, words, and the picture of the candidates."""
