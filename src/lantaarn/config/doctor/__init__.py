"""Looks an installation over: each finding is good, or says how to mend it."""
