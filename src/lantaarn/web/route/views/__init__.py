"""The views of the route: reading it, editing a draft, deciding on it."""
