"""Pages of people and accounts: signing in, one's own account, invitations, and the administrator's list."""
