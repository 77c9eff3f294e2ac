"""Persons: a record for each desk that knows one, and joins that can be undone. Nothing is ever merged."""

from lantaarn.folders.persons.joining import join, part
from lantaarn.folders.persons.likeness import Likeness, alike, form_of, look_for
from lantaarn.folders.persons.values import CODES, GENDERS, ROLES, SUSPECT_ROLES, category_of, read_birth, written

__all__ = [
    "CODES",
    "GENDERS",
    "ROLES",
    "SUSPECT_ROLES",
    "Likeness",
    "alike",
    "category_of",
    "form_of",
    "join",
    "look_for",
    "part",
    "read_birth",
    "written",
]
