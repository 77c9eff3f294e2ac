"""Which processing activity of the controller's register (AVG 30) a purpose belongs to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).with_name("processing.toml")


class ActivitiesError(Exception):
    """The file cannot be used; the text says what to do."""


@dataclass(frozen=True)
class Register:
    """`of` answers the address of an activity in the register; a purpose that no activity names has `otherwise`."""

    activities: Mapping[str, str]
    otherwise: str

    def of(self, purpose: str) -> str:
        family = purpose.partition(".")[0] + ".*"
        return self.activities.get(purpose) or self.activities.get(family) or self.otherwise


def read_register(file: Path = OWN) -> Register:
    """The activities of this file; each purpose in one of them at most."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        base = str(data["register"])
        pairs = [(str(purpose), base + str(a["id"])) for a in data["activity"] for purpose in a["purposes"]]
    except OSError as problem:
        raise ActivitiesError(f"{file} kan niet worden gelezen: {problem.strerror}.") from problem
    except (tomllib.TOMLDecodeError, KeyError, TypeError, UnicodeDecodeError) as problem:
        raise ActivitiesError(
            f"{file} is geen lijst van verwerkingen ({problem}). Begin met een kopie van {OWN}."
        ) from problem
    doubles = sorted({purpose for purpose, _uri in pairs if [p for p, _u in pairs].count(purpose) > 1})
    if doubles:
        raise ActivitiesError(f"In {file} hoort bij meer dan één verwerking: {', '.join(doubles)}.")
    found = dict(pairs)
    return Register(found, found.get("unstated", base + "niet-genoemd"))
