"""The pages of the route: what holds, for the region and each municipality; and making a next version."""
