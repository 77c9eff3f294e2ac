"""The uniform list and the view of the chain."""
