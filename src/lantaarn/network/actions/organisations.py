"""Organisations that a screen changes: what they are called, whether they are a party of the covenant, a new one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.codes import code_of
from lantaarn.network.models import Organisation
from lantaarn.rules.transitions import NotAllowed


@transaction.atomic
def change_organisation(*, organisation_id: UUID, name: str, covenant_party: bool, by: Actor) -> None:
    """Its name, and whether it is a party of the covenant."""
    _check(by)
    found = Organisation.objects.select_for_update().filter(region_id=by.region, id=organisation_id).first()
    if found is None:
        raise Http404
    if covenant_party != found.covenant_party:
        _check_parties(by)
    found.name, found.covenant_party = _free(name, by, but=found.id), covenant_party
    found.save(update_fields=["name", "covenant_party"])
    _note("network.organisation_changed", found, by)


@transaction.atomic
def add_organisation(*, name: str, kind: str, covenant_party: bool, by: Actor) -> UUID:
    """A partner that comes in later; it has no desk, so nothing is sent there."""
    _check(by)
    if covenant_party:
        _check_parties(by)
    name = _free(name, by)
    if kind == "municipality":
        raise NotAllowed(_("Een gemeente komt met het regiopakket in de regio."))
    made = Organisation(region_id=by.region, code=_code(name, by), name=name, kind=kind, covenant_party=covenant_party)
    made.save(force_insert=True)
    _note("network.organisation_added", made, by)
    return made.id


def _check(by: Actor) -> None:
    if not by.can("network.manage"):
        raise NotAllowed(_("U mag in deze rol het netwerk niet wijzigen."))


def may_name_parties(*, by: Actor) -> bool:
    """Who is a party decides what may be shared: for who decides on the sharing table."""
    return by.can("sharing.decide")


def _check_parties(by: Actor) -> None:
    if not may_name_parties(by=by):
        raise NotAllowed(_("Wie partij is, legt vast wie over de deeltabel besluit. Vraag de ketenregisseur."))


def _note(action: str, organisation: Organisation, by: Actor) -> None:
    said = _("partij bij het convenant") if organisation.covenant_party else _("geen partij bij het convenant")
    about = f"{organisation.name}: {said}"[:120]
    audit.record(action=action, objects=[organisation.id], kind="organisation", about=about, by=by)


def _free(name: str, by: Actor, *, but: UUID | None = None) -> str:
    """The name, when no other organisation of the region has it."""
    plain = " ".join(name.split())
    if not plain:
        raise NotAllowed(_("Schrijf hoe de organisatie heet."))
    same = Organisation.objects.filter(region_id=by.region, name__iexact=plain).values_list("id", flat=True)
    if any(key != but for key in same):
        raise NotAllowed(_("Deze organisatie staat er al."))
    return plain


def _code(name: str, by: Actor) -> str:
    """A code for packs: a new one, also where names differ in signs alone."""
    code = code_of(name) or "organisatie"
    taken = set(Organisation.objects.filter(region_id=by.region).values_list("code", flat=True))
    return next(one for one in (code, *(f"{code}_{n}" for n in range(2, 1000))) if one not in taken)
