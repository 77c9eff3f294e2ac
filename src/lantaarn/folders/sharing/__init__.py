"""Lawful sharing: seen beforehand, chosen line by line, enforced by the database, and to be taken back."""

from lantaarn.folders.sharing.acting import (
    CannotRecall,
    Ended,
    EndedView,
    ShareOutcome,
    confirm_second,
    refuse_second,
    share,
    withdraw_along,
    withdraw_share,
)
from lantaarn.folders.sharing.consents import (
    ConsentInput,
    ConsentView,
    consents_of,
    record_consent,
    withdraw_consent,
)
from lantaarn.folders.sharing.correcting import Corrected, carry
from lantaarn.folders.sharing.emergencies import (
    EmergencyOpened,
    EmergencyView,
    close_emergency,
    emergencies_now,
    note_emergency_seen,
    open_emergency,
)
from lantaarn.folders.sharing.judging import Facts, Field
from lantaarn.folders.sharing.papers import OnPaper, named_in, on_paper, preview_along_route
from lantaarn.folders.sharing.parties import PartyKind
from lantaarn.folders.sharing.picture import PictureCell, PictureYear, phenomenon_picture
from lantaarn.folders.sharing.previewing import Preview, PreviewLine, preview
from lantaarn.folders.sharing.queries import (
    LineView,
    NotYetShared,
    Reached,
    ShareView,
    not_yet_shared,
    one_share,
    shares_of,
    waiting_for_second,
    who_received,
)
from lantaarn.folders.sharing.route import follow, share_along_route, share_back, share_for_the_queue

__all__ = [
    "CannotRecall",
    "ConsentInput",
    "ConsentView",
    "Corrected",
    "EmergencyOpened",
    "EmergencyView",
    "Ended",
    "EndedView",
    "Facts",
    "Field",
    "LineView",
    "NotYetShared",
    "OnPaper",
    "PartyKind",
    "PictureCell",
    "PictureYear",
    "Preview",
    "PreviewLine",
    "Reached",
    "ShareOutcome",
    "ShareView",
    "carry",
    "close_emergency",
    "confirm_second",
    "consents_of",
    "emergencies_now",
    "follow",
    "named_in",
    "not_yet_shared",
    "note_emergency_seen",
    "on_paper",
    "one_share",
    "open_emergency",
    "phenomenon_picture",
    "preview",
    "preview_along_route",
    "record_consent",
    "refuse_second",
    "share",
    "share_along_route",
    "share_back",
    "share_for_the_queue",
    "shares_of",
    "waiting_for_second",
    "who_received",
    "withdraw_along",
    "withdraw_consent",
    "withdraw_share",
]
