"""What a recipient would see of a folder, and what stays behind with the reason: before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.folders.sharing.judging import (
    CONSENT_GROUNDS,
    NOT_ASKED,
    Consented,
    Field,
    Terms,
    facts_of_folder,
    judge,
    owners_of,
    sharing_now,
)
from lantaarn.folders.sharing.parties import Party, Recipient, desks, recipient
from lantaarn.rules.sharing import AFTER_CONSENT, SECOND_PERSON, SHARE, Verdict
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables.packs import Sharing, SharingPaper
from lantaarn.tables.queries import SharingNow
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import ONE_KEY, Keys, open_one

EXCERPT = 160
_TABLE = "folders_contribution"
ASKS = {AFTER_CONSENT: "consent", SECOND_PERSON: "second"}


@dataclass(frozen=True)
class PreviewLine:
    """One contribution beside its verdict. `asks`: what is needed first, consent or a second person."""

    contribution_id: UUID
    kind: str
    category: str
    category_label: str
    domain: str
    owner_desk: str
    excerpt: str
    verdict: str
    verdict_label: str
    article: str
    sentence: str
    adopted: bool
    asks: str
    shared_already: bool
    rule: int = 0
    owner_desk_id: UUID | None = None

    @property
    def may_go(self) -> bool:
        """It can be chosen now, perhaps with a second person."""
        return self.verdict in {SHARE, SECOND_PERSON}


@dataclass(frozen=True)
class Preview:
    """A share as it would be. `seen`: how many the recipient would see, `behind`: how many stay."""

    lines: tuple[PreviewLine, ...]
    seen: int
    behind: int
    recipient_label: str
    ground_label: str
    purpose_label: str
    on_paper: bool = False
    version_number: int = 0
    tells_behind: str = SharingPaper.behind
    """What paper to this recipient says of what stays behind."""

    @property
    def at_once(self) -> int:
        """How many go without anybody choosing, or went before: what the route takes along."""
        return sum(1 for line in self.lines if line.shared_already or line.verdict == SHARE)

    @property
    def not_at_once(self) -> int:
        return len(self.lines) - self.at_once

    @property
    def needs_second(self) -> bool:
        return any(line.asks == "second" and not line.shared_already for line in self.lines)


@dataclass(frozen=True)
class Judged:
    """The same with everything that keeping a share needs."""

    now: SharingNow | None
    terms: Terms
    fields: tuple[Field, ...]
    verdicts: dict[UUID, Verdict]
    owners: dict[UUID, Party]
    shown: dict[UUID, tuple[str, str]]
    had: frozenset[UUID]


def preview(
    *, folder_id: UUID, to: Recipient, ground: str, purpose: str, consent_id: UUID | None = None, by: Actor
) -> Preview:
    """Side by side, line by line, with article and sentence. Nothing is kept of it, and nothing is sent."""
    judged = weigh(folder_id=folder_id, to=to, ground=ground, purpose=purpose, consent_id=consent_id, by=by)
    found = tuple(_line(judged, field) for field in judged.fields)
    seen = sum(1 for line in found if line.shared_already or line.may_go)
    sharing = judged.now.sharing if judged.now else None
    return Preview(
        lines=found,
        seen=seen,
        behind=len(found) - seen,
        recipient_label=judged.terms.receiver.label,
        ground_label=label_of(sharing, "ground", ground),
        purpose_label=label_of(sharing, "purpose", purpose),
        on_paper=judged.terms.receiver.on_paper,
        version_number=judged.now.version.number if judged.now else 0,
        tells_behind=sharing.tells_behind(judged.terms.receiver.kind) if sharing else SharingPaper.behind,
    )


def label_of(sharing: Sharing | None, fact: str, value: str) -> str:
    """How people say a value of one of the table's facts."""
    known = next((one for one in sharing.facts if one.name == fact), None) if sharing else None
    return known.label_of(value) if known else value


def weigh(*, folder_id: UUID, to: Recipient, ground: str, purpose: str, consent_id: UUID | None, by: Actor) -> Judged:
    """Judge every contribution of the folder that the actor sees, on these terms."""
    now = sharing_now(by.region)
    rows = _rows(folder_id, to, by)
    if rows is None:
        raise Http404
    fields = tuple(Field(*row[:4]) for row in rows)
    if now is None:
        terms = Terms(_nobody(by.own_desk), _nobody(None), ground, purpose, facts_of_folder(folder_id))
        parties = {desk_id: _nobody(desk_id) for desk_id in owners_of(fields)}
    else:
        parties = desks(now.sharing, by.region, {by.own_desk, *owners_of(fields)})
        receiver = recipient(now.sharing, by.region, to)
        if receiver.desk_id == by.desk_id:
            raise NotAllowed(_("Dit is uw eigen balie. Kies een andere ontvanger."))
        consented = consent_of(consent_id, ground, folder_id)
        terms = Terms(parties[by.own_desk], receiver, ground, purpose, facts_of_folder(folder_id), consented)
    return Judged(
        now=now,
        terms=terms,
        fields=fields,
        verdicts=judge(now, terms, fields, parties),
        owners=parties,
        shown={row[0]: (row[4], row[5]) for row in rows},
        had=frozenset(row[0] for row in rows if row[6]),
    )


def _nobody(desk_id: UUID | None) -> Party:
    return Party(kind="unknown", label="", covenant=False, desk_id=desk_id)


_ROWS = f"""
SELECT c.id, c.category, c.domain, c.desk_id, c.kind, c.text,
       c.desk_id = %(to)s OR EXISTS (SELECT 1 FROM access_shareline l JOIN access_share s ON s.id = l.share_id
           WHERE l.contribution_id = c.id AND l.chosen AND s.state = 'in_force' AND s.to_desk_id = %(to)s), (
           SELECT {ONE_KEY} FROM vault_datakey k WHERE k.id = vault_key_of(c.text))
FROM folders_contribution c WHERE c.folder_id = %(folder)s AND EXISTS (
    SELECT 1 FROM access_disclosure d WHERE d.contribution_id = c.id AND d.desk_id = %(me)s AND d.revoked_at IS NULL
    AND (d.ends_at IS NULL OR d.ends_at > now()))
ORDER BY c.at, c.id
"""  # noqa: S608 - composed of our own names
"""What the desk may give: its own, and what was shared with it. What an emergency shows for an hour is not among it."""


def _rows(folder_id: UUID, to: Recipient, by: Actor) -> list[tuple[Any, ...]] | None:
    """None when the actor does not see the folder; a folder without contributions is an empty one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM folders_folder WHERE id = %s", [folder_id])
        if cursor.fetchone() is None:
            return None
        desk = to if isinstance(to, UUID) else None
        cursor.execute(_ROWS, {"folder": folder_id, "to": desk, "me": by.desk_id})
        found = cursor.fetchall()
    keys = Keys.read([row[7] for row in found])
    return [(*row[:5], open_one(Cell(_TABLE, "text", row[0]), row[5], keys)[:EXCERPT], row[6]) for row in found]


_CONSENT = """
SELECT kind, refused, withdrawn_at IS NOT NULL, valid_until IS NOT NULL AND valid_until <= %s, scope_kinds, categories
FROM access_consent WHERE id = %s AND folder_id = %s
"""


def consent_of(consent_id: UUID | None, ground: str, folder_id: UUID) -> Consented:
    """What a recorded consent says now. One of the other sort says nothing: consent does not lift a secret."""
    if consent_id is None or ground not in CONSENT_GROUNDS:
        return NOT_ASKED
    with connection.cursor() as cursor:
        cursor.execute(_CONSENT, [timezone.now(), consent_id, folder_id])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    kind, refused, withdrawn, ended, kinds, categories = row
    if kind != CONSENT_GROUNDS[ground] or ended:
        return NOT_ASKED
    state = "refused" if refused else "withdrawn" if withdrawn else "given"
    return Consented(state, frozenset(kinds), frozenset(categories))


def _line(judged: Judged, field: Field) -> PreviewLine:
    verdict = judged.verdicts[field.contribution_id]
    sharing = judged.now.sharing if judged.now else None
    kind, excerpt = judged.shown[field.contribution_id]
    return PreviewLine(
        contribution_id=field.contribution_id,
        kind=kind,
        category=field.category,
        category_label=label_of(sharing, "category", field.category),
        domain=field.domain,
        owner_desk=judged.owners[field.owner_desk_id].label,
        excerpt=excerpt,
        verdict=verdict.kind,
        verdict_label=sharing.label_of("verdict", verdict.kind) if sharing else "",
        article=verdict.article,
        sentence=verdict.sentence,
        adopted=verdict.adopted,
        asks=ASKS.get(verdict.kind, ""),
        shared_already=field.contribution_id in judged.had,
        rule=verdict.rule,
        owner_desk_id=field.owner_desk_id,
    )
