"""The pages of sharing: the table that says what may be shared, and sharing itself as an act."""
