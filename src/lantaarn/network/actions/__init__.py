"""What changes in the network: invitations, memberships, accounts, desks and one's own data."""

from lantaarn.network.actions.sign_in import note_sign_in, note_sign_in_failed

__all__ = ["note_sign_in", "note_sign_in_failed"]
