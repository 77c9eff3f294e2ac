"""Each contribution judged twice, the strictest counts: as the own share, and as if its owner shared it itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from lantaarn.folders.sharing.parties import Party, covenant_fact
from lantaarn.rules.sharing import MAY_NOT, Item, Verdict, facts_of
from lantaarn.rules.sharing import Recipient as RuleRecipient
from lantaarn.rules.sharing import decide as decide_by_table
from lantaarn.tables import queries as tables
from lantaarn.tables.queries import SharingNow

CONSENT_GROUNDS = {"consent": "avg_consent", "permission_lifted": "secrecy_permission"}


@dataclass(frozen=True)
class Facts:
    """What the table asks of the signal itself."""

    minor: str = "unknown"
    acute_danger: str = "unknown"


@dataclass(frozen=True)
class Field:
    """What is judged of a contribution."""

    contribution_id: UUID
    category: str
    domain: str
    owner_desk_id: UUID


@dataclass(frozen=True)
class Consented:
    """What a consent says of a share: yes, no, taken back, and for which recipients and categories."""

    state: str = "not_asked"
    kinds: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()

    def of(self, field: Field, receiver: Party) -> str:
        """A yes holds for what was named when it was asked, and for nothing else."""
        if self.state == "given" and (receiver.kind not in self.kinds or field.category not in self.categories):
            return "not_asked"
        return self.state


NOT_ASKED = Consented()


@dataclass(frozen=True)
class Terms:
    """The terms of one share."""

    sharer: Party
    receiver: Party
    ground: str
    purpose: str
    facts: Facts
    consented: Consented = NOT_ASKED


def facts_of_folder(folder_id: UUID) -> Facts:
    """From the signal's row, as far as the actor sees it; else unknown, which the table answers most strictly."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT minor, acute_danger FROM access_facts_of(%s)", [folder_id])
        row = cursor.fetchone()
    return Facts(*(value if value in {"yes", "no"} else "unknown" for value in row)) if row else Facts()


def sharing_now(region: str) -> SharingNow | None:
    """The table in force; without one nothing is shared."""
    return tables.active_sharing(region)


def no_table() -> Verdict:
    sentence = _("In deze regio geldt nog geen deeltabel. Zolang die er niet is, deelt Lantaarn niets.")
    return Verdict(MAY_NOT, "", sentence)


def judge(
    now: SharingNow | None, terms: Terms, fields: Sequence[Field], owners: dict[UUID, Party]
) -> dict[UUID, Verdict]:
    """The verdict on each of these, by contribution."""
    if now is None:
        return {field.contribution_id: no_table() for field in fields}
    found: dict[tuple[object, ...], Verdict] = {}
    verdicts = {}
    for field in fields:
        consent = terms.consented.of(field, terms.receiver)
        key = (field.category, field.domain, field.owner_desk_id, consent)
        if key not in found:
            found[key] = _strictest(now, terms, field, consent, owners[field.owner_desk_id])
        verdicts[field.contribution_id] = found[key]
    return verdicts | dict.fromkeys(restricted_among(verdicts), _restricted())


def restricted_among(contributions: Iterable[UUID]) -> list[UUID]:
    """Those that a data subject asked not to share further (AVG 18); the database does not disclose them either."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id FROM folders_contribution c"
            " WHERE c.id = ANY (%s) AND access_restricted(c.folder_id, c.organisation_id)",
            [list(contributions)],
        )
        return [contribution_id for (contribution_id,) in cursor.fetchall()]


def _restricted() -> Verdict:
    return Verdict(
        MAY_NOT, "AVG art. 18", _("Iemand vroeg om dit voorlopig niet verder te delen. Wacht op het besluit.")
    )


def _strictest(now: SharingNow, terms: Terms, field: Field, consent: str, owner: Party) -> Verdict:
    own = _verdict(now, terms, terms.sharer, field, consent)
    if owner.desk_id == terms.sharer.desk_id:
        return own
    source = _verdict(now, terms, owner, field, consent)
    return min(own, source, key=lambda verdict: now.plan.rank(verdict.kind))


def _verdict(now: SharingNow, terms: Terms, sharer: Party, field: Field, consent: str) -> Verdict:
    item = Item(
        category=field.category,
        provenance_domain=field.domain,
        minor=terms.facts.minor,
        acute_danger=terms.facts.acute_danger,
        consent=consent,
    )
    receiver = RuleRecipient(
        recipient_kind=terms.receiver.kind,
        sharer_kind=sharer.kind,
        covenant=covenant_fact(sharer, terms.receiver),
        ground=terms.ground,
        consent=consent,
        purpose=terms.purpose,
    )
    return decide_by_table(now.plan, facts_of(item, receiver))


_FIELDS = """
SELECT c.id, c.category, c.domain, c.desk_id FROM folders_contribution c
WHERE c.folder_id = %s ORDER BY c.at, c.id
"""


def fields_of(folder_id: UUID) -> list[Field]:
    """The contributions of a folder that the actor sees."""
    with connection.cursor() as cursor:
        cursor.execute(_FIELDS, [folder_id])
        return [Field(*row) for row in cursor.fetchall()]


def owners_of(fields: Iterable[Field]) -> set[UUID]:
    return {field.owner_desk_id for field in fields}
