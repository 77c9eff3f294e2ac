"""The invented people of the demo. Their names say that they are invented; their telephone numbers ring nowhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from lantaarn.network.models import Absence, Desk, Membership, Organisation, Region, Role, User

FIRST = (
    "Noor", "Bram", "Sanne", "Daan", "Fenna", "Joost", "Lotte", "Ruben", "Iris", "Teun", "Mila", "Stijn", "Yara",
    "Koen", "Esra", "Pim", "Hanna", "Luuk", "Roos", "Thijs", "Amira", "Gijs", "Jasmijn", "Wout", "Saar", "Milan",
    "Eva", "Hugo", "Liv", "Otis", "Nina", "Bas", "Tess", "Ravi", "Julia", "Floor", "Sem", "Puck", "Jip", "Vera",
    "Mees", "Elif", "Cas", "Zoë", "Bo", "Ties", "Norah", "Abel", "Lise", "Freek",
)  # fmt: skip
LAST = ("Voorbeeld", "Testpersoon", "Verzonnen", "Oefening", "Proef")


@dataclass(frozen=True)
class Cast:
    """One invented person in one role."""

    name: str
    role: str
    organisation: str
    desk: str = ""
    municipality: str = ""
    is_deputy: bool = False
    trained_months_ago: int | None = 4


def drenthe(municipalities: list[tuple[str, str]]) -> list[Cast]:
    """Who plays whom; a few desks are short of people on purpose, so that the network page has something to say."""
    found = [
        Cast("Sanne Testpersoon", "chain_director", "zvhd", "chain_director"),
        Cast("Joost Verzonnen", "chain_director", "zvhd", "chain_director", is_deputy=True),
        Cast("Fenna Voorbeeld", "care_coordinator", "zvhd", "care_coordinators"),
        Cast("Ruben Oefening", "care_coordinator", "zvhd", "care_coordinators"),
        Cast("Lotte Proef", "domestic_violence_centre", "veilig_thuis_drenthe", "veilig_thuis"),
        Cast("Teun Voorbeeld", "domestic_violence_centre", "veilig_thuis_drenthe", "veilig_thuis", is_deputy=True),
        Cast("Iris Testpersoon", "functional_administrator", "zvhd"),
        Cast("Koen Verzonnen", "privacy_officer", "zvhd"),
        Cast("Wiesje Proef", "regional_privacy_officer", "zvhd"),
        Cast("Esra Voorbeeld", "privacy_officer", "gemeente_emmen"),
        Cast("Hanna Oefening", "executive", "gemeente_emmen"),
        Cast("Pim Proef", "policy_adviser", "gemeente_assen"),
        Cast("Noor Voorbeeld", "focal_point", "gemeente_emmen", "focal_point_social", "GM0114"),
        Cast("Bram Verzonnen", "focal_point", "gemeente_emmen", "focal_point_safety", "GM0114"),
    ]
    taken = {person.name for person in found}
    names = (f"{FIRST[i % len(FIRST)]} {LAST[(i * 3 + i // len(FIRST)) % len(LAST)]}" for i in range(3, 400))
    free = (name for name in names if name not in taken)
    for number, (code, organisation) in enumerate(municipalities):
        for desk in ("focal_point_social", "focal_point_safety"):
            if code != "GM0114":
                taken.add(name := next(free))
                trained = None if number % 5 == 2 else 3 + 2 * number
                found.append(Cast(name, "focal_point", organisation, desk, code, trained_months_ago=trained))
            if not (number % 4 == 3 and desk == "focal_point_social"):
                found.append(Cast(next(free), "focal_point", organisation, desk, code, is_deputy=True))
    return found


def zuid_limburg(municipalities: list[tuple[str, str]]) -> list[Cast]:
    """A chain director at RIEC, one focal point per municipality, and a coordinator where enforcement comes in."""
    found = [
        Cast("Guus Voorbeeld", "chain_director", "riec_limburg", "chain_director"),
        Cast("Maud Verzonnen", "chain_director", "riec_limburg", "chain_director", is_deputy=True),
        Cast("Sjef Testpersoon", "care_coordinator", "gemeente_heerlen", "care_coordinator"),
        Cast("Resi Proef", "domestic_violence_centre", "veilig_thuis_zl", "veilig_thuis"),
        Cast("Leike Oefening", "project_leader", "gemeente_heerlen"),
        Cast("Funs Voorbeeld", "process_director", "zvh_zuid_limburg"),
        Cast("Tiny Verzonnen", "functional_administrator", "riec_limburg"),
        Cast("Mariet Proef", "privacy_officer", "gemeente_heerlen"),
        Cast("Huub Oefening", "executive", "gemeente_maastricht"),
    ]
    free = (f"{FIRST[i % len(FIRST)]} {LAST[(i * 3 + i // len(FIRST)) % len(LAST)]}" for i in range(100, 250))
    for number, (code, organisation) in enumerate(municipalities):
        trained = None if number % 5 == 1 else 2 + number
        for role, alone in (("focal_point", number % 3 == 1), ("administrative_coordinator", number % 2 == 1)):
            found.append(Cast(next(free), role, organisation, role, code, trained_months_ago=trained))
            if not alone:
                found.append(Cast(next(free), role, organisation, role, code, is_deputy=True))
    return found


CASTS = {"drenthe": drenthe, "zuid_limburg": zuid_limburg}


def add_people(region: Region) -> None:
    """Make every person of the cast who is not there yet."""
    codes = list(
        Organisation.objects.filter(region=region, kind="municipality")
        .order_by("name")
        .values_list("municipality__cbs_code", "code")
    )
    roles = {r.code: r for r in Role.objects.filter(region=region)}
    organisations = {o.code: o for o in Organisation.objects.filter(region=region)}
    desks = {
        (d.kind, d.municipality.cbs_code if d.municipality else ""): d
        for d in Desk.objects.filter(region=region).select_related("municipality")
    }
    for number, person in enumerate(CASTS[region.code](codes)):
        email = (
            f"{person.name.lower().replace('ë', 'e').replace(' ', '.')}@{person.organisation.replace('_', '-')}.example"
        )
        if User.objects.filter(email=email).exists():
            continue
        user = User(email=email, name=person.name, phone=f"06 00 00 00 {number:02d}")
        user.set_unusable_password()
        user.save(force_insert=True)
        desk = desks[(person.desk, person.municipality)] if person.desk else None
        _membership(region, user, roles[person.role], organisations[person.organisation], desk, person)
    _one_is_away(region)


def _membership(
    region: Region, user: User, role: Role, organisation: Organisation, desk: Desk | None, person: Cast
) -> None:
    today = timezone.localdate()
    trained = person.trained_months_ago
    Membership(
        region=region,
        user=user,
        role=role,
        organisation=organisation,
        desk=desk,
        is_deputy=person.is_deputy,
        trained_on=None if trained is None else today - dt.timedelta(days=30 * trained),
        valid_from=today - dt.timedelta(days=760),
    ).save(force_insert=True)


def _one_is_away(region: Region) -> None:
    """Where a deputy answers: a desk without anybody would be no closed route."""
    kinds = ("focal_point_safety", "focal_point")
    first = Membership.objects.filter(
        region=region, desk__kind__in=kinds, is_deputy=False, desk__membership__is_deputy=True
    ).first()
    if first is not None and not first.absences.exists():
        today = timezone.localdate()
        Absence(
            region=region,
            membership=first,
            first_day=today - dt.timedelta(days=2),
            last_day=today + dt.timedelta(days=9),
        ).save(force_insert=True)
