"""Lantaarn: regional software against human trafficking."""

__version__ = "0.1.0"
