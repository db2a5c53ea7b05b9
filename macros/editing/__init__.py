"""Records made, renamed and taken away as an editor would: but for what changes, files stay as they were written."""
