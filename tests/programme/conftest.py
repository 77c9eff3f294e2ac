"""The shared cast."""

from ground.region import sign_in, stage

__all__ = ["sign_in", "stage"]
