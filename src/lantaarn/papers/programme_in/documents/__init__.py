"""Documents in: each kind of file becomes the same blocks."""
