"""Sharing as an act: choose who, why and for what; see beforehand what goes; choose line by line; take it back."""
