"""Template tags and filters of the look; `{% load look %}` brings all of them."""
