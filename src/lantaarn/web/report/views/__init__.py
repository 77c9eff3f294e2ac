"""Pages of the entrance."""
