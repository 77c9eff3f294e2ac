"""Documents out and in: bytes and strings only, no framework, no files."""
