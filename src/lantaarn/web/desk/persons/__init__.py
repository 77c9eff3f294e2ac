"""Persons in a signal: each desk's own record, and records of one person beside each other."""

from lantaarn.web.desk.persons.acts import add, correct, join, more, part
from lantaarn.web.desk.persons.views import one

__all__ = ["add", "correct", "join", "more", "one", "part"]
