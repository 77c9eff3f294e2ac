"""The consultation: its sittings, the list of each, and deciding on it."""
