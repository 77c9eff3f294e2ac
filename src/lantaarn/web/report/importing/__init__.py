"""Reading in the overview list that a region already keeps."""
