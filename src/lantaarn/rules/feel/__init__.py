"""S-FEEL, the simple expression language of DMN: read, checked and evaluated."""
