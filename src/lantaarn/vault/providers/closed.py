"""What is said when a provider cannot be asked."""


class Closed(Exception):
    """The keys cannot be reached now: nothing that is locked can be read or written. The message says what to do."""
