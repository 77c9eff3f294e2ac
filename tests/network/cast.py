"""A small invented region with a fixed cast: who may, who may something else, and who must not see."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

PASSWORD = "vier gewone woorden achter elkaar"


@cache
def _hash() -> str:
    from django.contrib.auth.hashers import make_password

    return make_password(PASSWORD)


ROLES = {
    "focal_point": ("aandachtsfunctionaris", ["signals.work", "network.view", "meetings.take_part"]),
    "chain_director": ("ketenregisseur", ["signals.work", "chain.view", "network.view", "network.manage"]),
    "functional_administrator": ("functioneel beheerder", ["accounts.manage", "network.view", "network.manage"]),
    "privacy_officer": ("functionaris gegevensbescherming", ["log.read"]),
    "executive": ("bestuurder", ["totals.read"]),
    "riec_partner": ("accountmanager RIEC", ["network.view"]),
    "labour_inspector": ("inspecteur NLA", ["signals.work", "network.view"]),
}


@dataclass
class Cast:
    """Ids by name; `add_*` put more on the stage."""

    connection: psycopg.Connection
    region: str = "voorbeeld"
    places: dict[str, UUID] = field(default_factory=dict)
    organisations: dict[str, UUID] = field(default_factory=dict)
    roles: dict[str, UUID] = field(default_factory=dict)
    desks: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    hats: dict[str, UUID] = field(default_factory=dict)

    def insert(self, table: str, **values: object) -> UUID:
        row = {"id": uuid.uuid4(), "region_id": self.region} | values
        names = list(row)
        self.connection.execute(
            sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, names)),
                sql.SQL(", ").join(sql.Placeholder() * len(names)),
            ),
            [json.dumps(v) if isinstance(v, dict | tuple) else v for v in row.values()],
        )
        return row["id"]

    def add_place(self, name: str, code: str) -> None:
        self.places[name] = self.insert("network_municipality", cbs_code=code, name=name)
        self.add_organisation(f"gemeente {name}", "municipality", self.places[name])

    def add_organisation(self, name: str, kind: str = "care", place: UUID | None = None) -> UUID:
        code = name.lower().replace(" ", "_")
        self.organisations[name] = self.insert(
            "network_organisation", code=code, name=name, kind=kind, municipality_id=place, covenant_party=True
        )
        return self.organisations[name]

    def add_desk(
        self,
        key: str,
        label: str,
        role: str,
        organisation: str,
        *,
        place: str = "",
        domain: str = "both",
        **more: object,
    ) -> UUID:
        values = {"off_system": False, "channel": "", "hours": "", "stage": "focal_point", "is_end": True} | more
        self.desks[key] = self.insert(
            "network_desk",
            kind=key.split("@", maxsplit=1)[0],
            label=label,
            role_id=self.roles[role],
            domain=domain,
            organisation_id=self.organisations[organisation],
            municipality_id=self.places[place] if place else None,
            **values,
        )
        return self.desks[key]

    def add_person(self, name: str, *, password: bool = True) -> UUID:
        user_id = uuid.uuid4()
        email = f"{name.lower().replace(' ', '.')}@voorbeeld.invalid"
        self.connection.execute(
            "INSERT INTO network_user (id, password, email, name, phone, is_active, date_joined)"
            " VALUES (%s, %s, %s, %s, %s, true, now())",
            [user_id, _hash() if password else "!", email, name, "06 00 00 00 01"],
        )
        self.connection.execute(
            'INSERT INTO account_emailaddress (user_id, email, verified, "primary") VALUES (%s, %s, true, true)',
            [user_id, email],
        )
        self.people[name] = user_id
        return user_id

    def add_hat(
        self,
        name: str,
        role: str,
        organisation: str,
        desk: str = "",
        *,
        deputy: bool = False,
        trained: dt.date | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> UUID:
        if name not in self.people:
            self.add_person(name)
        hat = self.insert(
            "network_membership",
            user_id=self.people[name],
            organisation_id=self.organisations[organisation],
            role_id=self.roles[role],
            desk_id=self.desks[desk] if desk else None,
            is_deputy=deputy,
            trained_on=trained,
            valid_from=since or dt.date(2024, 1, 1),
            valid_until=until,
        )
        self.hats[f"{name} {desk or role}"] = hat
        return hat

    def add_absence(self, hat: str, first: dt.date, last: dt.date) -> None:
        self.insert("network_absence", membership_id=self.hats[hat], first_day=first, last_day=last)

    def email(self, name: str) -> str:
        return f"{name.lower().replace(' ', '.')}@voorbeeld.invalid"


def _stage(cast: Cast) -> None:
    cast.connection.execute(
        "INSERT INTO network_region (code, name, covenant, citizen_form, phones, pack)"
        " VALUES (%s, 'Voorbeeldregio', '', false, '[]', '{}')",
        [cast.region],
    )
    for code, (label, may) in ROLES.items():
        cast.roles[code] = cast.insert("network_role", code=code, label=label, may=may)
    cast.add_place("Voorbeeldstad", "GM9001")
    cast.add_place("Verzonnendorp", "GM9002")
    cast.add_organisation("Zorg- en Veiligheidshuis", "safety_house")
    cast.add_organisation("Arbeidsinspectie", "labour_inspectorate")
    cast.add_organisation("RIEC", "riec")
    for place in cast.places:
        office = f"gemeente {place}"
        for kind, words in (("safety", "veiligheid"), ("social", "sociaal domein")):
            key = f"focal_point_{kind}@{place}"
            cast.add_desk(key, f"Aandachtsfunctionaris {words}", "focal_point", office, place=place, domain=kind)
    cast.add_desk("chain_director", "Ketenregisseur", "chain_director", "Zorg- en Veiligheidshuis")
    cast.add_desk(
        "nla",
        "Nederlandse Arbeidsinspectie",
        "labour_inspector",
        "Arbeidsinspectie",
        off_system=True,
        channel="Bel en spreek af hoe het blad komt.",
    )


def _people(cast: Cast) -> None:
    from django.utils import timezone

    today = timezone.localdate()
    town, house = "gemeente Voorbeeldstad", "Zorg- en Veiligheidshuis"
    social, safety = "focal_point_social@Voorbeeldstad", "focal_point_safety@Voorbeeldstad"
    cast.add_hat("Noor Voorbeeld", "focal_point", town, social, trained=today)
    cast.add_hat("Sanne Testpersoon", "focal_point", town, social, deputy=True, trained=dt.date(2020, 3, 1))
    cast.add_hat("Bram Verzonnen", "focal_point", town, safety, trained=today)
    cast.add_hat("Rana Bedacht", "chain_director", house, "chain_director", trained=today)
    cast.add_hat("Joost Fictief", "functional_administrator", house)
    cast.add_hat("Fatima Proef", "privacy_officer", town)
    cast.add_hat("Wout Schijn", "executive", town)
    cast.add_hat("Ilse Nep", "riec_partner", "RIEC")


def put_on_stage(cast: Cast) -> None:
    """The whole region, in whatever is there already."""
    _stage(cast)
    _people(cast)


@pytest.fixture
def cast(database, superuser) -> Cast:
    """The region Voorbeeldregio with its people."""
    stage = Cast(superuser)
    put_on_stage(stage)
    return stage


@pytest.fixture
def sign_in(cast, client):
    """`sign_in("Noor Voorbeeld")`: a browser in which that person is signed in with a second factor."""
    from lantaarn.network import queries

    def enter(name: str):
        user = queries.user_by_email(email=cast.email(name))
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor"] = True
        session.save()
        return client

    return enter
