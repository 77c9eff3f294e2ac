"""Who is meant by a name in a document: an organisation, a role, all municipalities; doubt gives choices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Known:
    """An organisation of the network under every name that it is known by."""

    id: UUID
    name: str
    kind: str


@dataclass(frozen=True)
class Match:
    """What a name is taken for. Sure, or with `choices` among which a person chooses; neither: unknown here."""

    name: str
    organisation_id: UUID | None = None
    organisation: str = ""
    role: str = ""
    group: str = ""
    choices: tuple[tuple[UUID, str], ...] = ()

    @property
    def found(self) -> bool:
        return bool(self.organisation_id or self.role or self.group)


_ROLES: tuple[tuple[str, str], ...] = (
    (r"\baandachts?functionaris", "focal_point"),
    (r"^afs?( mh)?$", "focal_point"),
    (r"\bketenregisseur", "chain_director"),
    (r"\bzorgco(o|ö)?rdinator|^zoco$", "care_coordinator"),
    (r"\bbeleids(adviseur|ambtenaar|medewerker)", "policy_adviser"),
    (r"\b(burgemeester|wethouder|bestuurder)", "executive"),
    (r"\bprojectleider", "project_leader"),
)
_KINDS: tuple[tuple[str, str], ...] = (
    (r"(politie|tmm|avim)\b", "police"),
    (r"(nla|(nederlandse )?arbeidsinspectie|inspectie szw)$", "labour_inspectorate"),
    (r"(om|openbaar ministerie)$", "prosecution"),
    (r"(het )?riec\b", "riec"),
    (r"veilig thuis\b", "domestic_violence_centre"),
    (r"(zvhd?|zorg en veiligheidshuis)\b", "safety_house"),
)
"""What Dutch plans call the kinds of parties, at the start of a name: words of the field, no region's names."""
_EVERYBODY = r"(alle )?(keten|samenwerkings)?partners\b"
_MUNICIPALITIES = r"\bgemeenten\b|^(elke |iedere )?gemeente$"


def plain(name: str) -> str:
    spread = unicodedata.normalize("NFKD", name.lower())
    kept = "".join(sign for sign in spread if not unicodedata.combining(sign))
    joined = re.sub(r"(?<=\w)-(?=\w)", "", kept)
    return re.sub(r"\s+", " ", re.sub(r"[().,;:-]", " ", joined)).strip()


def initials(name: str) -> str:
    """ZVHD of Zorg- en Veiligheidshuis Drenthe; a compound word gives the letter of its first part alone."""
    skipped = {"en", "van", "de", "het", "voor", "in"}
    return "".join(word[0] for word in re.split(r"[\s-]+", plain(name)) if word and word not in skipped)


def match(name: str, known: Sequence[Known], abbreviations: Mapping[str, str]) -> Match:
    """As the document explains the name, else as it stands; the first way that finds exactly one wins."""
    found = [_match(name, meant, known) for meant in dict.fromkeys((abbreviations.get(name, name), name))]
    return next((one for one in found if one.found), next((one for one in found if one.choices), Match(name)))


def _match(name: str, meaning: str, known: Sequence[Known]) -> Match:
    """Who everybody is comes before whom a kind could be: 'gemeenten, met het RIEC' are the municipalities."""
    meant = plain(meaning)
    same = _same(meant, known)
    if len(same) == 1:
        return Match(name, organisation_id=same[0].id, organisation=same[0].name)
    if re.match(_EVERYBODY, meant):
        return Match(name, group="region")
    if re.search(_MUNICIPALITIES, meant):
        role = _role(meant)
        return Match(name, role=role) if role else Match(name, group="municipalities")
    for way in (_held, _short, _kind):
        found = way(meant, known)
        if len(found) == 1:
            return Match(name, organisation_id=found[0].id, organisation=found[0].name)
        if found:
            return Match(name, choices=tuple((one.id, one.name) for one in found))
    return Match(name, role=_role(meant))


def _role(meant: str) -> str:
    return next((code for pattern, code in _ROLES if re.search(pattern, meant)), "")


def _same(meant: str, known: Sequence[Known]) -> list[Known]:
    return [one for one in known if plain(one.name) in {meant, f"gemeente {meant}"}]


def _held(meant: str, known: Sequence[Known]) -> list[Known]:
    """Longer than an abbreviation and whole words of the name: 'Veilig Thuis' of 'Veilig Thuis Drenthe'."""
    if len(meant) < 5:
        return []
    return [one for one in known if re.search(rf"\b{re.escape(meant)}\b", plain(one.name))]


def _short(meant: str, known: Sequence[Known]) -> list[Known]:
    if not re.fullmatch(r"[a-z0-9-]{2,6}", meant):
        return []
    return [one for one in known if initials(one.name) == meant]


def _kind(meant: str, known: Sequence[Known]) -> list[Known]:
    kinds = {kind for pattern, kind in _KINDS if re.match(pattern, meant)}
    return [one for one in known if one.kind in kinds]
