"""The pages of a table that a region decides on, whatever it is about: read it, change it, prove, adopt, activate."""
