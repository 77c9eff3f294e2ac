"""Measures Lantaarn's pages with all security on: a throwaway house, invented crowds in it, and timed visits."""
