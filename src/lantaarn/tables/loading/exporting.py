"""Writes a region as a pack: the network as it stands, with the tables that hold, or else their newest versions."""

from __future__ import annotations

from dataclasses import replace

from lantaarn.network import models as network
from lantaarn.tables.kinds import ROUTE, SHARING, file_in
from lantaarn.tables.models import TableVersion
from lantaarn.tables.packs import (
    Body,
    Desk,
    Municipality,
    Organisation,
    Pack,
    Plan,
    Role,
    read_plan,
    read_texts,
    write_pack,
)
from lantaarn.tables.packs.programme import FILE as PROGRAMME
from lantaarn.tables.queries import files_of


def export_pack(region: str) -> dict[str, str]:
    """The files by name; where nothing was changed on a screen these are the very texts that were loaded."""
    version = _standing(region, ROUTE)
    if version is None:
        raise LookupError(f"De regio '{region}' heeft geen meldroute. Laad eerst een regiopakket.")
    files = files_of(version.id)
    pack, sharing = read_texts(files), _standing(region, SHARING)
    tables = {pack.route.file: version.dmn}
    now = replace(_as_it_stands(pack), programme=_programme(region))
    if sharing is not None:
        now = replace(now, sharing=read_texts(files_of(sharing.id)).sharing)
        tables[file_in(now, SHARING)] = sharing.dmn
    return {**(files if now == pack else write_pack(now)), **tables}


def _standing(region: str, kind: str) -> TableVersion | None:
    """The version that holds, or else the newest."""
    versions = TableVersion.objects.filter(region_id=region, kind=kind).order_by("-number")
    return versions.filter(state="active").first() or versions.first()


def _programme(region: str) -> Plan | None:
    """As the pack says that was loaded last: it makes no version of the route."""
    kept = network.Region.objects.get(code=region).pack.get("files", {}).get(PROGRAMME)
    return read_plan(kept.encode()) if kept else None


def _as_it_stands(pack: Pack) -> Pack:
    found = network.Region.objects.get(code=pack.region.code)
    return replace(
        pack,
        region=replace(pack.region, name=found.name, covenant=found.covenant, citizen_form=found.citizen_form),
        municipalities=_municipalities(pack),
        organisations=_organisations(pack),
        roles=_roles(pack),
        bodies=_bodies(pack),
        desks=_desks(pack),
    )


def _municipalities(pack: Pack) -> tuple[Municipality, ...]:
    """Each in the district that it is in now."""
    rows = network.Municipality.objects.filter(region_id=pack.region.code)
    districts = dict(rows.values_list("cbs_code", "district"))
    return tuple(replace(one, district=districts.get(one.code, one.district)) for one in pack.municipalities)


def _organisations(pack: Pack) -> tuple[Organisation, ...]:
    """Those of the pack as they are now, then those that a screen added."""
    rows = network.Organisation.objects.filter(region_id=pack.region.code).select_related("municipality")
    found = {row.code: row for row in rows}
    known = tuple(_organisation(one, found.pop(one.code)) if one.code in found else one for one in pack.organisations)
    added = tuple(
        Organisation(
            code=row.code,
            name=row.name,
            kind=row.kind,
            covenant="party" if row.covenant_party else "unstated",
            municipality=row.municipality.cbs_code if row.municipality else "",
        )
        for row in found.values()
    )
    return known + added


def _organisation(one: Organisation, row: network.Organisation) -> Organisation:
    """What the documents leave unsaid stays unsaid until a screen says that it is a party."""
    said = one.covenant if row.covenant_party == one.covenant_party else "party" if row.covenant_party else "no_party"
    return replace(one, name=row.name, covenant=said)


def _roles(pack: Pack) -> tuple[Role, ...]:
    rows = {row.code: row for row in network.Role.objects.filter(region_id=pack.region.code)}
    return tuple(
        replace(one, label=rows[one.code].label, may=tuple(rows[one.code].may)) if one.code in rows else one
        for one in pack.roles
    )


def _bodies(pack: Pack) -> tuple[Body, ...]:
    rows = {row.code: row for row in network.Body.objects.filter(region_id=pack.region.code)}
    return tuple(_body(one, rows[one.code]) if one.code in rows else one for one in pack.bodies)


def _body(one: Body, row: network.Body) -> Body:
    return replace(
        one,
        name=row.name,
        kind=row.kind,
        rhythm=row.rhythm,
        every_days=row.every_days or 0,
        chair=row.chair,
        members=tuple(row.members),
        adopted=row.adopted,
    )


def _desks(pack: Pack) -> tuple[Desk, ...]:
    """Only a desk of the region can tell a pack how it is reached now: a pack has one line for all municipal ones."""
    rows = network.Desk.objects.filter(region_id=pack.region.code, municipality__isnull=True)
    found = {row.kind: row for row in rows}
    return tuple(
        replace(desk, channel=found[desk.code].channel, off_system=found[desk.code].off_system)
        if desk.code in found and not desk.municipal
        else desk
        for desk in pack.desks
    )
