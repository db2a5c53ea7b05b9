"""Publishing: a whole edition for readers, the way back to the one before, and the web server that gives them out."""
