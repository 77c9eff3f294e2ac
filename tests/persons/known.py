"""What desks do with persons, in few words, and a person whom two desks know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ground.region import Stage
from lantaarn.folders import persons, sharing
from lantaarn.signals import actions, queries

NAME, BORN = "Persoon Verzonnen-Een", "12-03-1998"
COVENANT = {"ground": "covenant", "purpose": "help"}


@dataclass
class Known:
    """What desks do with persons, in few words."""

    stage: Stage

    def note(self, folder: UUID, by: Any, *values: tuple[str, str], **more: Any) -> UUID:
        given = {"kind": "observed", "domain": "municipality", **more}
        return self.stage.do(actions.note_person, folder_id=folder, values=values or [("name", NAME)], by=by, **given)

    def give(self, folder: UUID, by: Any, to: Any, *, fields: tuple[str, ...] = ("name", "birth_date")) -> UUID:
        """Share these values of the own records with another desk."""
        rows = self.stage.rows("folders_contribution", folder_id=folder, desk_id=by.desk_id)
        chosen = {row.id for row in rows if row.field in fields}
        made = self.stage.do(sharing.share, folder_id=folder, to=to.desk_id, contribution_ids=chosen, by=by, **COVENANT)
        return made.share_id

    def both(self) -> tuple[UUID, UUID, UUID]:
        """A signal in which Noor and Sanne each know the same person; Noor's is shared with Sanne."""
        folder = self.stage.accepted()
        noors = self.note(folder, self.stage.noor, ("name", NAME), ("birth_date", BORN))
        self.give(folder, self.stage.noor, self.stage.sanne)
        return folder, noors, self.note(folder, self.stage.sanne, ("name", "VERZONNEN-EEN, persoon"))

    def join(self, one: UUID, other: UUID, by: Any, why: str = "Zij zei het zelf.") -> None:
        self.stage.do(persons.join, person_id=one, other_id=other, why=why, by=by)

    def part(self, one: UUID, other: UUID, by: Any, why: str = "Toch een ander.") -> None:
        self.stage.do(persons.part, person_id=one, other_id=other, why=why, by=by)

    def together(self, folder: UUID, person: UUID, by: Any) -> Any:
        return self.stage.do(queries.together, folder_id=folder, person_id=person, by=by)
