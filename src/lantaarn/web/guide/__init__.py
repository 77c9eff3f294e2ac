"""Help, privacy and accessibility: pages for everybody, with or without account."""
