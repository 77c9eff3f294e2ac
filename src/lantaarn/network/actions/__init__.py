"""What changes in the network: invitations, memberships, accounts, desks and one's own data."""

from lantaarn.network.actions.desks import change_desk_reach
from lantaarn.network.actions.districts import place_in_districts
from lantaarn.network.actions.invitations import (
    Invited,
    Place,
    accept_invitation,
    accept_invitation_as,
    can_mail,
    invite,
    invite_first_administrator,
    renew_invitation,
    withdraw_invitation,
)
from lantaarn.network.actions.memberships import (
    drop_second_factor,
    end_membership,
    move_desk,
    resume_account,
    stop_account,
)
from lantaarn.network.actions.openings import give_leave
from lantaarn.network.actions.organisations import add_organisation, change_organisation, may_name_parties
from lantaarn.network.actions.own import change_own_details, drop_absence, note_absence
from lantaarn.network.actions.sign_in import note_sign_in, note_sign_in_failed

__all__ = [
    "Invited",
    "Place",
    "accept_invitation",
    "accept_invitation_as",
    "add_organisation",
    "can_mail",
    "change_desk_reach",
    "change_organisation",
    "change_own_details",
    "drop_absence",
    "drop_second_factor",
    "end_membership",
    "give_leave",
    "invite",
    "invite_first_administrator",
    "may_name_parties",
    "move_desk",
    "note_absence",
    "note_sign_in",
    "note_sign_in_failed",
    "place_in_districts",
    "renew_invitation",
    "resume_account",
    "stop_account",
    "withdraw_invitation",
]
