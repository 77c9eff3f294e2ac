"""The entrance: reporting, following a report, and the other ways in which signals come."""
