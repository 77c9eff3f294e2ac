"""Pages of the log, for the privacy officer."""
