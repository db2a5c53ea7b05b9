"""What lies in `docs/`: the files as they are read, and what of them may stand on a page."""
