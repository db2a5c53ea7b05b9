"""What the handbook becomes. Each module: `Handbook` in, path → text or bytes out; nothing here writes a file."""
