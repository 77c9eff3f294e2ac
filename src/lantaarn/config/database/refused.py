"""The error whose message is meant for the person at the keyboard: shown as it is, without a traceback."""


class RefusedError(Exception):
    """What was asked cannot be done here; the message says why, and what to do."""
