"""Sharing as an act: chosen line by line, confirmed by a second person where the table asks it, and taken back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders.sharing import telling
from lantaarn.folders.sharing.parties import Recipient
from lantaarn.folders.sharing.previewing import Judged, weigh
from lantaarn.folders.sharing.writing import Act, keep, lines, told
from lantaarn.rules.sharing import SECOND_PERSON, SHARE
from lantaarn.rules.transitions import NotAllowed
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.sealing import PAPERS, seal, seal_own


@dataclass(frozen=True)
class ShareOutcome:
    """What became of a share: how many went, how many stayed behind; or that it waits for a second person."""

    share_id: UUID
    state: str
    given: int
    behind: int


@dataclass(frozen=True)
class EndedView:
    """A desk that no longer sees one contribution."""

    contribution_id: UUID
    desk_id: UUID
    desk: str


@dataclass(frozen=True)
class CannotRecall:
    """What left and stays where it is: on paper, or in the files of police and prosecution. Call them."""

    recipient: str
    why: str
    """paper: it left Lantaarn; police: they hold their own record of it (Wpg)."""
    contributions: int
    share_id: UUID | None = None


@dataclass(frozen=True)
class Ended:
    """What a withdrawal ended, and what it could not call back."""

    ended: tuple[EndedView, ...] = ()
    cannot_recall: tuple[CannotRecall, ...] = field(default=())


@transaction.atomic
def share(
    *,
    folder_id: UUID,
    to: Recipient,
    ground: str,
    purpose: str,
    contribution_ids: Iterable[UUID],
    consent_id: UUID | None = None,
    note: str = "",
    follows: bool = False,
    by: Actor,
) -> ShareOutcome:
    """Share what was chosen, judged again at this moment; what the table holds back cannot be chosen."""
    _may(by, "share.work")
    judged = weigh(folder_id=folder_id, to=to, ground=ground, purpose=purpose, consent_id=consent_id, by=by)
    chosen = frozenset(contribution_ids)
    _can_be_chosen(judged, chosen)
    share_id = uuid.uuid4()
    place = Cell("access_share", "note", share_id)
    act = Act(
        id=share_id,
        folder_id=folder_id,
        terms=judged.terms,
        lines=lines(judged.fields, judged.verdicts, chosen),
        version_id=judged.now.version.id if judged.now else None,
        consent_id=consent_id,
        note=seal({place: note}, folder_id=folder_id, by=by)[place],
        follows=follows,
    )
    with told():
        ((_id, state),) = keep([act])
    receiver = judged.terms.receiver
    about = f"{receiver.label}: {len(chosen)}"
    audit.record(action=f"share.{state}", objects=[folder_id], about=about, ground=ground, by=by)
    if state == "waiting_second" and judged.terms.sharer.organisation_id is not None:
        telling.seconds(judged.terms.sharer.organisation_id, folder_id=folder_id, by=by)
    elif receiver.desk_id is not None and not receiver.on_paper:
        telling.desks([receiver.desk_id], template="shared", folder_id=folder_id, by=by)
    given = len(chosen) if state == "in_force" else 0
    return ShareOutcome(share_id, state, given, len(judged.fields) - len(chosen))


def _may(by: Actor, capability: str) -> None:
    if not by.can(capability):
        raise Http404


def _can_be_chosen(judged: Judged, chosen: frozenset[UUID]) -> None:
    if not chosen:
        raise NotAllowed(_("Kies wat u wilt delen."))
    if not chosen <= judged.verdicts.keys():
        raise Http404
    if any(judged.verdicts[one].kind not in {SHARE, SECOND_PERSON} for one in chosen):
        raise NotAllowed(_("Wat volgens de deeltabel achterblijft, kunt u niet kiezen. Bekijk opnieuw wat mee mag."))


_SHARE = "SELECT folder_id, to_desk_id, ground FROM access_share WHERE id = %s"


def _shared(share_id: UUID) -> tuple[UUID, UUID | None, str]:
    with connection.cursor() as cursor:
        cursor.execute(_SHARE, [share_id])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    return row[0], row[1], row[2]


@transaction.atomic
def confirm_second(*, share_id: UUID, by: Actor) -> None:
    """A second person agrees: from now on the recipient sees it. The database asks that it is another person."""
    _second(share_id, yes=True, why="", by=by)


@transaction.atomic
def refuse_second(*, share_id: UUID, why: str, by: Actor) -> None:
    """A second person does not agree: nothing goes, and who asked reads why."""
    if not why.strip():
        raise NotAllowed(_("Schrijf waarom dit niet gedeeld wordt. De ander leest dat."))
    _second(share_id, yes=False, why=why, by=by)


def _second(share_id: UUID, *, yes: bool, why: str, by: Actor) -> None:
    folder_id, to_desk, ground = _shared(share_id)
    sealed = _sealed_why(share_id, why, folder_id, by)
    with told(), connection.cursor() as cursor:
        cursor.execute("SELECT access_second(%s, %s, %s)", [share_id, yes, sealed])
    audit.record(action="share.confirmed" if yes else "share.refused", objects=[folder_id], ground=ground, by=by)
    if yes and to_desk is not None:
        telling.desks([to_desk], template="shared", folder_id=folder_id, by=by)


def _sealed_why(share_id: UUID, why: str, folder_id: UUID, by: Actor) -> str:
    """Under the key of the desk that acts; a second person without desk has that of the organisation."""
    place = Cell("access_share", "ended_why", share_id)
    if not why or by.desk_id is not None:
        return seal({place: why}, folder_id=folder_id, by=by)[place]
    return seal_own({place: why}, organisation_id=by.own_organisation, keep=PAPERS, by=by)[place]


@transaction.atomic
def withdraw_share(*, share_id: UUID, why: str, by: Actor) -> Ended:
    """Take a share back: at the next request the recipient no longer sees it, nor who got it from the recipient."""
    if not why.strip():
        raise NotAllowed(_("Schrijf waarom u dit intrekt."))
    folder_id, _to, ground = _shared(share_id)
    sealed = _sealed_why(share_id, why, folder_id, by)
    with told(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT what, contribution_id, desk_id, share_id FROM access_withdraw(%s, %s)", [share_id, sealed]
        )
        rows = cursor.fetchall()
    audit.record(action="share.withdrawn", objects=[folder_id], ground=ground, by=by)
    return ended_of(rows, by=by)


_WENT_ALONG = """
SELECT s.id FROM access_share s JOIN network_desk d ON d.id = s.to_desk_id
WHERE s.folder_id = %s AND s.from_desk_id = %s AND s.to_desk_id = ANY (%s) AND s.state IN ('in_force', 'waiting_second')
  AND (s.automatic OR d.off_system OR d.body_id IS NOT NULL)
"""


def withdraw_along(*, folder_id: UUID, desk_ids: Iterable[UUID], why: str, by: Actor) -> Ended:
    """Nothing is asked of these desks any more: what went along ends, on paper all that a sheet could hold.

    What a person chose to share with a desk in Lantaarn is an act of its own, and stays until it is taken back.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WENT_ALONG, [folder_id, by.own_desk, list(desk_ids)])
        shares = [share_id for (share_id,) in cursor.fetchall()]
    found = [withdraw_share(share_id=share_id, why=why, by=by) for share_id in shares]
    return Ended(
        tuple(one for each in found for one in each.ended),
        tuple(one for each in found for one in each.cannot_recall),
    )


_DESKS = """
SELECT d.id, d.label, o.kind IN ('police', 'prosecution')
FROM network_desk d JOIN network_organisation o ON o.id = d.organisation_id WHERE d.region_id = %s AND d.id = ANY (%s)
"""
_PAPER = "SELECT id, to_organisation FROM access_share WHERE id = ANY (%s)"


def ended_of(rows: Iterable[tuple[str, UUID, UUID | None, UUID]], *, by: Actor) -> Ended:
    """The answer of the database in words: who no longer sees what, and whom one must call."""
    found = list(rows)
    desks = {row[2] for row in found if row[2] is not None}
    with connection.cursor() as cursor:
        cursor.execute(_DESKS, [by.region, list(desks)])
        known = {desk_id: (label, police) for desk_id, label, police in cursor.fetchall()}
        cursor.execute(_PAPER, [[row[3] for row in found if row[0] == "paper"]])
        outside = dict(cursor.fetchall())
    views = {(row[1], row[2]) for row in found if row[0] == "view" and row[2] is not None}
    ended = tuple(sorted((EndedView(c, d, known[d][0]) for c, d in views), key=lambda one: (one.desk, str(one))))
    paper: dict[tuple[str, UUID], set[UUID]] = {}
    for what, contribution_id, desk_id, share_id in found:
        if what == "paper":
            label = known[desk_id][0] if desk_id in known else outside.get(share_id, "")
            paper.setdefault((label, share_id), set()).add(contribution_id)
    police: dict[str, set[UUID]] = {}
    for one in ended:
        if known[one.desk_id][1]:
            police.setdefault(one.desk, set()).add(one.contribution_id)
    left = [CannotRecall(label, "paper", len(ids), share_id) for (label, share_id), ids in paper.items()]
    left += [CannotRecall(label, "police", len(ids)) for label, ids in police.items()]
    return Ended(ended, tuple(sorted(left, key=lambda one: (one.recipient, one.why))))
