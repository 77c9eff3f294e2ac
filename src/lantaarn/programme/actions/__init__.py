"""What can be done with a programme."""
