"""Emergency access: opened with a reason for an hour, closed when done, looked at by the privacy officers."""
