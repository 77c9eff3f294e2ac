"""A story of persons in the demo: two desks know the same ones; one pair stands together, the other waits for a click.

Told through the product's own actions, by the people of the cast. Nobody in it exists.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.folders import persons, sharing
from lantaarn.folders.models import Contribution
from lantaarn.signals import actions as signals

EMMEN = "GM0114"
ONE, TWO = "Persoon Verzonnen-Een", "Persoon Verzonnen-Twee"


def known_by_two(folder_id: UUID, *, at_desk: Callable[..., Actor]) -> None:
    """Emmen's social desk and the chain director each wrote down the same two people; Emmen shared who they are."""
    noor, sanne = at_desk("focal_point_social", EMMEN), at_desk("chain_director")

    def note(by: Actor, *values: tuple[str, str]) -> UUID:
        return signals.note_person(
            folder_id=folder_id,
            values=values,
            kind="stated",
            said_by="mevrouw zelf" if by is noor else "de opvang",
            domain="municipality",
            by=by,
        )

    with acting(noor):
        victim = note(
            noor, ("name", ONE), ("birth_date", "12-03-1998"), ("role", "PossibleVictimOfTrafficking"),
            ("phone", "06 00 00 00 61"),
        )  # fmt: skip
        note(noor, ("name", TWO), ("birth_date", "1971"), ("role", "Exploiter"))
        mine = Contribution.objects.filter(folder_id=folder_id, desk_id=noor.own_desk)
        sharing.share(
            folder_id=folder_id,
            to=sanne.own_desk,
            ground="covenant",
            purpose="help",
            contribution_ids=mine.filter(field__in=("name", "birth_date")).values_list("id", flat=True),
            by=noor,
        )
    with acting(sanne):
        same = note(sanne, ("name", "Verzonnen-Een, Persoon"), ("birth_date", "12-03-1999"), ("language", "Roemeens"))
        note(sanne, ("name", TWO), ("phone", "06 00 00 00 62"))
        persons.join(person_id=same, other_id=victim, why="Zij noemde bij beide hetzelfde wijkteam.", by=sanne)
