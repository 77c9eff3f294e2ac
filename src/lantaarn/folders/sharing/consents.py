"""Consent of the AVG, and permission that lifts a secret: recorded by the age limits of the law, and taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lantaarn.access.models import AGE_GROUPS, CONSENT_KINDS, GIVEN_BY, HOW, Consent
from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders.sharing.acting import Ended, ended_of
from lantaarn.folders.sharing.judging import sharing_now
from lantaarn.folders.sharing.writing import told
from lantaarn.rules.transitions import NotAllowed
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import open_rows
from lantaarn.vault.sealing import seal, seal_rows

SECRECY = "secrecy_permission"


@dataclass(frozen=True)
class ConsentInput:
    """What somebody answered, and what they were told before they did."""

    kind: str
    subject: str
    age_group: str
    given_by: str
    how: str
    told: str
    scope_kinds: tuple[str, ...]
    categories: tuple[str, ...]
    refused: bool = False
    given_at: dt.datetime | None = None
    valid_until: dt.datetime | None = None


@transaction.atomic
def record_consent(*, folder_id: UUID, consent: ConsentInput, by: Actor) -> UUID:
    """Keep what somebody said, yes or no. Who may say it follows from the age (AVG 8; WGBO 7:447, 7:450 and 7:465)."""
    if not by.can("share.work"):
        raise Http404
    _listed(consent)
    _complete(consent)
    _by_age(consent)
    _scope(consent, by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM folders_folder WHERE id = %s", [folder_id])
        if cursor.fetchone() is None:
            raise Http404
    if by.user_id is None:
        raise Http404
    row = Consent(
        region_id=by.region,
        folder_id=folder_id,
        desk_id=by.own_desk,
        kind=consent.kind,
        subject=consent.subject.strip(),
        age_group=consent.age_group,
        given_by=consent.given_by,
        how=consent.how,
        told=consent.told.strip(),
        scope_kinds=list(consent.scope_kinds),
        categories=list(consent.categories),
        given_at=consent.given_at or timezone.now(),
        asked_by=by.user_id,
        valid_until=consent.valid_until,
        refused=consent.refused,
    )
    seal_rows([row], folder_id=folder_id, by=by)
    row.save(force_insert=True)
    audit.record(
        action="consent.refused" if consent.refused else "consent.recorded",
        objects=[folder_id],
        ground=consent.kind,
        by=by,
    )
    return row.id


def _listed(consent: ConsentInput) -> None:
    known = (
        consent.kind in CONSENT_KINDS
        and consent.age_group in AGE_GROUPS
        and consent.given_by in GIVEN_BY
        and consent.how in HOW
    )
    if not known:
        raise NotAllowed(_("Kies bij elke vraag een antwoord uit de lijst."))


def _complete(consent: ConsentInput) -> None:
    if not consent.subject.strip():
        raise NotAllowed(_("Schrijf over wie dit gaat."))
    if not consent.told.strip():
        raise NotAllowed(_("Schrijf wat u hebt verteld: wat u deelt, met wie en waarvoor."))
    if not consent.scope_kinds or not consent.categories:
        raise NotAllowed(_("Kies met wie u mag delen en welke gegevens. Alleen daarvoor geldt het antwoord."))
    now = timezone.now()
    if consent.given_at is not None and consent.given_at > now:
        raise NotAllowed(_("Dit moment moet nog komen. Vul in wanneer het is gezegd."))
    if consent.valid_until is not None and consent.valid_until <= now:
        raise NotAllowed(_("De dag tot wanneer dit geldt, is al voorbij. Kies een latere dag of laat dit leeg."))


def _by_age(consent: ConsentInput) -> None:
    """Under 12 the parents; from 12 to 15 child and parents together; from 16 somebody self. A no counts of anybody."""
    who, age = consent.given_by, consent.age_group
    if consent.refused or who == "representative":
        return
    if age == "unknown":
        raise NotAllowed(
            _("U weet de leeftijd nog niet. Vraag die eerst na: daarvan hangt af wie toestemming kan geven.")
        )
    if age == "under_12" and who != "parents":
        raise NotAllowed(_("Voor een kind jonger dan 12 jaar geven de ouders of de voogd toestemming."))
    if age == "from_12" and who != "both":
        raise NotAllowed(_("Van 12 tot en met 15 jaar is toestemming nodig van het kind en van de ouders of de voogd."))
    if age == "from_16" and who != "self":
        raise NotAllowed(_("Vanaf 16 jaar geeft iemand zelf toestemming. De ouders kunnen dat niet voor iemand doen."))


def _scope(consent: ConsentInput, by: Actor) -> None:
    """Recipients and categories that the table knows; in writing where the recipient must be able to show it."""
    now = sharing_now(by.region)
    kinds = {kind.code for kind in now.sharing.kinds} if now else set()
    values = next((fact.values for fact in now.sharing.facts if fact.name == "category"), ()) if now else ()
    if not set(consent.scope_kinds) <= kinds or not set(consent.categories) <= {value.value for value in values}:
        raise NotAllowed(_("Kies ontvangers en gegevens uit de lijst van de deeltabel."))
    on_paper = set(now.sharing.written_consent) if now else set()
    needs = consent.kind == SECRECY and on_paper & set(consent.scope_kinds)
    if needs and consent.how != "written" and not consent.refused:
        raise NotAllowed(_("Deze ontvanger moet de toestemming kunnen laten zien. Laat haar op papier zetten."))


@transaction.atomic
def withdraw_consent(*, consent_id: UUID, why: str = "", by: Actor) -> Ended:
    """Somebody takes a yes back: what leaned on it ends at the next request. The answer lists what, and what cannot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT folder_id, kind FROM access_consent WHERE id = %s", [consent_id])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    place = Cell("access_consent", "withdrawn_why", consent_id)
    sealed = seal({place: why}, folder_id=row[0], by=by)[place]
    with told(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT what, contribution_id, desk_id, share_id FROM access_consent_withdraw(%s, %s)",
            [consent_id, sealed],
        )
        rows = cursor.fetchall()
    audit.record(action="consent.withdrawn", objects=[row[0]], ground=row[1], by=by)
    return ended_of(rows, by=by)


@dataclass(frozen=True)
class ConsentView:
    """A yes or no as the desk that recorded it reads it."""

    id: UUID
    kind: str
    subject: str
    age_group: str
    given_by: str
    how: str
    told: str
    scope_kinds: tuple[str, ...]
    categories: tuple[str, ...]
    given_at: dt.datetime
    valid_until: dt.datetime | None
    withdrawn_at: dt.datetime | None
    withdrawn_why: str
    refused: bool

    @property
    def label(self) -> str:
        """How somebody chooses it from a list."""
        sort = _("Ontheffing van geheim") if self.kind == SECRECY else _("Toestemming (AVG)")
        day = date_format(timezone.localtime(self.given_at), "j-n-Y")
        return f"{sort}: {self.subject}, {day}"

    @property
    def holds(self) -> bool:
        """A share may lean on it now."""
        ended = self.valid_until is not None and self.valid_until <= timezone.now()
        return not (self.refused or self.withdrawn_at or ended)


def consents_of(*, folder_id: UUID, by: Actor) -> tuple[ConsentView, ...]:
    """What people said of sharing in this folder, to the acting desk; the newest first."""
    found = list(Consent.objects.filter(folder_id=folder_id).order_by("-given_at"))
    open_rows(found)
    return tuple(
        ConsentView(
            id=row.id,
            kind=row.kind,
            subject=row.subject,
            age_group=row.age_group,
            given_by=row.given_by,
            how=row.how,
            told=row.told,
            scope_kinds=tuple(row.scope_kinds),
            categories=tuple(row.categories),
            given_at=row.given_at,
            valid_until=row.valid_until,
            withdrawn_at=row.withdrawn_at,
            withdrawn_why=row.withdrawn_why,
            refused=row.refused,
        )
        for row in found
    )
