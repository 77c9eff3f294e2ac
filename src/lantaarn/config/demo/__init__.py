"""The demo: an installation on its own PostgreSQL with invented data, that leaves nothing running."""
