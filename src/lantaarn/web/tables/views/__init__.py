"""What one does on the pages of a table: each view is given the book that it works in."""
