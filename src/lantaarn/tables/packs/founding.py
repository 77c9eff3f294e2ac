"""A new region from a proved example: its tables and words, with the names of the new region and nobody's decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lantaarn.network.codes import code_of
from lantaarn.rules.tables import Decision, Model, Rule
from lantaarn.tables.packs.pack import Body, Desk, Municipality, Organisation, Pack
from lantaarn.tables.packs.reading import INDICATORS, REGION, read_texts
from lantaarn.tables.packs.sharing import Sharing
from lantaarn.tables.packs.writing import write_pack

NAME = re.compile(r"[^\W\d_][\w .,’'-]{1,58}[\w.]")
"""Of a region: it goes into TOML and XML as it is."""
EXECUTIVES = "executives"
SOURCE, ADOPTED = "Bron", "Vastgesteld"


@dataclass(frozen=True)
class Wishes:
    """What a new region says of itself; the rest is the example's until the region changes it."""

    name: str
    covenant: str
    executives: str
    municipalities: tuple[Municipality, ...]
    organisations: Mapping[str, str]
    """The name here of each organisation of the example, by its code; an empty one is not taken over."""
    parties: frozenset[str]
    """Who is a party of the covenant: codes of organisations, and `municipalities` for all of them."""

    @property
    def code(self) -> str:
        return code_of(self.name)


def named_after(files: Mapping[str, str], name: str) -> Pack:
    """The example with the new region's name in all that it says."""
    old = read_texts(files).region.name
    taken = {file: text for file, text in files.items() if file in (REGION, INDICATORS) or file.endswith(".dmn")}
    return read_texts({file: text.replace(old, name) for file, text in taken.items()})


def asked_for(example: Pack) -> tuple[Organisation, ...]:
    """The organisations whose name here must be known: those with a desk first, then other partners but care."""
    found = [one for one in example.organisations if not one.municipality and one.kind != "care"]
    with_desk = {desk.organisation for desk in example.desks}
    return tuple(sorted(found, key=lambda one: one.code not in with_desk))


def must_have(example: Pack) -> frozenset[str]:
    """Organisations without which a desk of the example would stand nowhere."""
    places = {one.code for one in example.organisations if one.municipality}
    return frozenset(desk.organisation for desk in example.desks if desk.organisation) - places


def founded(example: Pack, wishes: Wishes) -> dict[str, str]:
    """The files of the new region's pack, from an example that bears its name; reading them checks them."""
    organisations = (*_own(wishes), *_partners(example, wishes))
    pack = replace(
        example,
        region=replace(
            example.region, code=wishes.code, name=wishes.name, covenant=wishes.covenant, source="", citizen_form=False
        ),
        municipalities=wishes.municipalities,
        organisations=organisations,
        desks=tuple(_desk(desk, {one.code for one in organisations}) for desk in example.desks),
        bodies=tuple(_bodies(example, wishes)),
        deadlines=tuple(replace(one, adopted=False) for one in example.deadlines),
        invariants=tuple(replace(one, adopted=False, source=_SAID) for one in example.invariants),
        retention=tuple(replace(one, adopted=False) for one in example.retention),
        model=_nobodys(example.model),
        sharing=_sharing(example.sharing) if example.sharing else None,
        programme=None,
    )
    return write_pack(pack)


_SAID = "Overgenomen van een voorbeeldregio"


def _own(wishes: Wishes) -> Iterator[Organisation]:
    """Each municipality is an organisation too."""
    said = "party" if "municipalities" in wishes.parties else "unstated"
    for place in wishes.municipalities:
        code = f"gemeente_{code_of(place.name)}"
        yield Organisation(code, f"Gemeente {place.name}", "municipality", covenant=said, municipality=place.code)


def _partners(example: Pack, wishes: Wishes) -> Iterator[Organisation]:
    for one in asked_for(example):
        name = wishes.organisations.get(one.code, "").strip()
        if name:
            said = "party" if one.code in wishes.parties else "no_party" if one.covenant == "no_party" else "unstated"
            yield replace(one, name=name, covenant=said, note="")


def _desk(desk: Desk, known: set[str]) -> Desk:
    """A desk that stood with a municipality of the example stands with the desk of last resort."""
    return replace(desk, organisation=desk.organisation if desk.organisation in known else "", municipalities=())


def _bodies(example: Pack, wishes: Wishes) -> Iterator[Body]:
    """Who discusses signals, the network of focal points, and the executives who adopt; the rest was the example's."""
    used = {desk.body for desk in example.desks} | {one.body for one in example.deadlines}
    for one in example.bodies:
        if one.code in used or (one.kind == "policy" and "focal_point" in one.members):
            yield replace(one, adopted=False, source="", note="")
    yield Body(EXECUTIVES, wishes.executives, "executive", members=("executive",), adopted=False)


def _nobodys(model: Model) -> Model:
    """The same rules; that another region adopted them, and by which document, is not so here."""
    return replace(model, decisions=tuple(replace(one, rules=tuple(_unsaid(one))) for one in model.decisions))


def _unsaid(decision: Decision) -> Iterator[Rule]:
    said = {SOURCE: _SAID, ADOPTED: "nee"}
    for rule in decision.rules:
        notes = zip(decision.annotation_names, rule.annotations, strict=True)
        yield replace(rule, annotations=tuple(said.get(name, text) for name, text in notes))


def _sharing(sharing: Sharing) -> Sharing:
    return replace(
        sharing,
        model=_nobodys(sharing.model),
        invariants=tuple(replace(one, adopted=False, source=_SAID) for one in sharing.invariants),
    )
