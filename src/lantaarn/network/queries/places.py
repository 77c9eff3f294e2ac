"""Where: the region, its municipalities, organisations, roles, desks and consultation bodies."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q

from lantaarn.network.models import Body, Desk, Municipality, Organisation, Region, Role


@dataclass(frozen=True)
class DeskView:
    """A desk as others see it."""

    id: UUID
    kind: str
    label: str
    role: str
    domain: str
    organisation_id: UUID
    organisation: str
    municipality_id: UUID | None
    municipality: str
    off_system: bool
    channel: str
    hours: str
    stage: str
    is_end: bool
    body_id: UUID | None


@dataclass(frozen=True)
class MunicipalityView:
    """A municipality by name and CBS code, and the district that it belongs to where the region has districts."""

    id: UUID
    name: str
    cbs_code: str
    district: str = ""


@dataclass(frozen=True)
class BodyView:
    """A consultation body."""

    id: UUID
    code: str
    name: str
    kind: str
    rhythm: str
    every_days: int | None
    chair: str
    members: tuple[str, ...]
    adopted: bool


@dataclass(frozen=True)
class RegionView:
    """A region: its names, its phone lines, and what its pack says that has no table of its own."""

    code: str
    name: str
    covenant: str
    citizen_form: bool
    phones: tuple[dict[str, str], ...]
    pack: dict[str, object]


def region(*, code: str) -> RegionView | None:
    """The region, or None where there is none of this code."""
    found = Region.objects.filter(code=code).first()
    if found is None:
        return None
    return RegionView(
        code=found.code,
        name=found.name,
        covenant=found.covenant,
        citizen_form=found.citizen_form,
        phones=tuple(found.phones),
        pack=found.pack,
    )


def regions() -> list[tuple[str, str]]:
    return list(Region.objects.values_list("code", "name").order_by("name"))


def municipalities(*, region: str) -> list[MunicipalityView]:
    found = Municipality.objects.filter(region_id=region).values_list("id", "name", "cbs_code", "district")
    return [MunicipalityView(*row) for row in found]


def districts(*, region: str) -> list[str]:
    """The names of the region's districts: those that a municipality belongs to."""
    found = Municipality.objects.filter(region_id=region).exclude(district="")
    return list(found.order_by("district").values_list("district", flat=True).distinct())


@dataclass(frozen=True)
class PartnerView:
    """An organisation of the network and whether it is a party of the covenant."""

    id: UUID
    name: str
    kind: str
    covenant_party: bool


def partners(*, region: str) -> list[PartnerView]:
    """Every organisation of the region, municipalities included."""
    found = Organisation.objects.filter(region_id=region).values_list("id", "name", "kind", "covenant_party")
    return [PartnerView(*row) for row in found]


def organisations(*, region: str) -> list[tuple[UUID, str]]:
    return list(Organisation.objects.filter(region_id=region).values_list("id", "name"))


def roles(*, region: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """(code, label, capabilities) of every role of the region."""
    return [(r.code, r.label, tuple(r.may)) for r in Role.objects.filter(region_id=region)]


def bodies(*, region: str) -> list[BodyView]:
    return [
        BodyView(
            id=b.id,
            code=b.code,
            name=b.name,
            kind=b.kind,
            rhythm=b.rhythm,
            every_days=b.every_days,
            chair=b.chair,
            members=tuple(b.members),
            adopted=b.adopted,
        )
        for b in Body.objects.filter(region_id=region)
    ]


def _desk_view(desk: Desk) -> DeskView:
    return DeskView(
        id=desk.id,
        kind=desk.kind,
        label=desk.label,
        role=desk.role.code,
        domain=desk.domain,
        organisation_id=desk.organisation_id,
        organisation=desk.organisation.name,
        municipality_id=desk.municipality_id,
        municipality=desk.municipality.name if desk.municipality else "",
        off_system=desk.off_system,
        channel=desk.channel,
        hours=desk.hours,
        stage=desk.stage,
        is_end=desk.is_end,
        body_id=desk.body_id,
    )


# Written out because it runs for reports and lists; thirty trees of model instances would cost more than the query.
DESKS = """
SELECT d.id, d.kind, d.label, r.code, d.domain, d.organisation_id, o.name, d.municipality_id, coalesce(m.name, ''),
       d.off_system, d.channel, d.hours, d.stage, d.is_end, d.body_id
FROM network_desk d
JOIN network_role r ON r.id = d.role_id
JOIN network_organisation o ON o.id = d.organisation_id
LEFT JOIN network_municipality m ON m.id = d.municipality_id
"""


def desks(*, region: str) -> list[DeskView]:
    """All desks of a region, off-system ones and bodies included."""
    with connection.cursor() as cursor:
        cursor.execute(DESKS + "WHERE d.region_id = %s ORDER BY d.label", [region])
        return [DeskView(*row) for row in cursor.fetchall()]


def desk(*, desk_id: UUID) -> DeskView:
    return _desk_view(Desk.objects.select_related("organisation", "municipality", "role").get(id=desk_id))


def find_desk(*, region: str, kind: str, municipality_id: UUID | None) -> DeskView | None:
    """The desk of this kind that serves the municipality: its own, else the region's."""
    found = (
        Desk.objects.filter(region_id=region, kind=kind)
        .filter(Q(municipality_id=municipality_id) | Q(municipality__isnull=True))
        .select_related("organisation", "municipality", "role")
        .order_by("municipality_id")
        .first()
    )
    return None if found is None else _desk_view(found)
