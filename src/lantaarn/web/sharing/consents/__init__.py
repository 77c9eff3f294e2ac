"""What a person said yes or no to: noted with who, how and what was told; taken back with what that ends."""
