"""How the parties of the covenant adopt a sharing table: each agrees, the data protection officer advises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.network.models import Organisation
from lantaarn.rules.transitions import TABLE_VERSION, NotAllowed
from lantaarn.tables.actions.drafts import locked, must, record
from lantaarn.tables.actions.life import deciding
from lantaarn.tables.kinds import SHARING, decides
from lantaarn.tables.models import ADVICE, Agreement, OfficerAdvice, TableVersion

ADVISE = "sharing.advise"
_SAID = {"positive": "positief", "conditional": "met voorwaarden", "negative": "negatief"}


@transaction.atomic
def agree(
    *, version_id: UUID, organisation_ids: Collection[UUID], agreed_by: str, on: dt.date, by: Actor
) -> TableVersion:
    """Parties said yes to the proved text: which body or person with a mandate, and on what day."""
    version = _sharing(version_id, by)
    parties = {one.id: one for one in _parties(by.region)}
    if not organisation_ids or not parties.keys() >= set(organisation_ids):
        raise NotAllowed(_("Kies partijen van het convenant."))
    _has_come(on)
    if not agreed_by.strip():
        raise NotAllowed(_("Vul in wie namens de partij akkoord gaf."))
    for organisation_id in organisation_ids:
        Agreement.objects.update_or_create(
            version=version,
            organisation_id=organisation_id,
            defaults={
                "region_id": by.region,
                "agreed_by": agreed_by.strip(),
                "agreed_on": on,
                "noted_by_id": _person(by),
            },
        )
    names = ", ".join(sorted(parties[one].name for one in organisation_ids))
    record(version, "agreed", about=f"door {names}", by=by)
    return version


@transaction.atomic
def take_back_agreement(*, version_id: UUID, organisation_id: UUID, by: Actor) -> TableVersion:
    """What was noted by mistake, or is no longer so, before the table is adopted."""
    version = _sharing(version_id, by)
    found = Agreement.objects.filter(version=version, organisation_id=organisation_id).select_related("organisation")
    one = found.first()
    if one is None:
        raise NotAllowed(_("Van deze partij staat geen akkoord genoteerd."))
    name = one.organisation.name
    found.delete()
    record(version, "agreement_taken_back", about=f"van {name}", by=by)
    return version


@transaction.atomic
def advise(
    *, version_id: UUID, outcome: str, text: str, answer: str = "", given_by: str, on: dt.date, by: Actor
) -> TableVersion:
    """The advice of the data protection officer; conditions or a refusal need the parties' answer."""
    version = locked(version_id, by)
    must(by, decides(SHARING), ADVISE)
    _be_proved(version)
    if outcome not in ADVICE or not text.strip() or not given_by.strip():
        raise NotAllowed(_("Vul in wie het advies gaf, wat het oordeel is en wat er staat."))
    if outcome != "positive" and not answer.strip():
        raise NotAllowed(_("Schrijf op wat de partijen met het advies doen."))
    _has_come(on)
    OfficerAdvice.objects.update_or_create(
        version=version,
        defaults={
            "region_id": by.region,
            "outcome": outcome,
            "text": text.strip(),
            "answer": answer.strip() if outcome != "positive" else "",
            "given_by": given_by.strip(),
            "given_on": on,
            "noted_by_id": _person(by),
        },
    )
    record(version, "advised", about=_SAID[outcome], by=by)
    return version


@transaction.atomic
def adopt_sharing(*, version_id: UUID, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """Adopted once every party agreed and the advice is there, on the day of the last yes. The database asks it too."""
    version = deciding(version_id, "adopt", seen, by)
    _is_sharing(version)
    agreed = dict(version.agreements.values_list("organisation_id", "agreed_on"))
    parties = _parties(by.region)
    waiting = [one.name for one in parties if one.id not in agreed]
    if not parties:
        raise NotAllowed(_("Deze regio heeft geen partijen bij het convenant. Zet ze eerst in het netwerk."))
    if waiting:
        raise NotAllowed(_("Nog niet akkoord: %(who)s.") % {"who": ", ".join(waiting)})
    if not OfficerAdvice.objects.filter(version=version).exists():
        raise NotAllowed(_("Het advies van de functionaris gegevensbescherming is er nog niet."))
    version.state, version.adopted_on = "adopted", max(agreed[one.id] for one in parties)
    version.save(update_fields=["state", "adopted_on", "changed_at"])
    record(version, "adopt", about=f"door {len(parties)} partijen van het convenant", by=by)
    return version


def _sharing(version_id: UUID, by: Actor) -> TableVersion:
    version = locked(version_id, by)
    must(by, decides(SHARING))
    _be_proved(version)
    return version


def _be_proved(version: TableVersion) -> None:
    """Who agrees, agrees to a text that is fixed and proved."""
    _is_sharing(version)
    TABLE_VERSION.check("adopt", version.state)


def _is_sharing(version: TableVersion) -> None:
    if version.kind != SHARING:
        raise NotAllowed(_("Over de meldroute besluit een overleg van de regio."))


def _parties(region: str) -> list[Organisation]:
    return list(Organisation.objects.filter(region_id=region, covenant_party=True).order_by("name"))


def _person(by: Actor) -> UUID:
    if by.user_id is None:
        raise NotAllowed(_("Alleen een mens kan dit noteren."))
    return by.user_id


def _has_come(on: dt.date) -> None:
    if on > timezone.localdate():
        raise NotAllowed(_("Deze dag moet nog komen. Vul de dag in waarop het is gezegd."))
