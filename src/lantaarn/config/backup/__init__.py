"""Backup and restore: PostgreSQL's own dump, with a manifest that lets the restore prove that nothing is missing."""
