"""A small invented programme as the reader of documents hands it over, and the same confirmed and adopted."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

TODAY = dt.datetime.now(tz=ZoneInfo("Europe/Amsterdam")).date()
YEAR = TODAY.year


def read_action(what: str, **changed: Any) -> dict[str, Any]:
    plain = {
        "what": what,
        "part": "Pijler 1. Voorkomen",
        "level": "regional",
        "why": None,
        "when": {"text": None, "from": None, "until": None, "recurrence": None},
        "parties": [],
        "holder": ["ZVHD"],
        "source": {"line": 10, "quote": what},
        "sure": 0.95,
    }
    return plain | changed


def when(text: str, recurrence: str | None = None, first: str | None = None, last: str | None = None) -> dict[str, Any]:
    return {"text": text, "from": first, "until": last, "recurrence": recurrence}


READ = {
    "title": "Samen alert",
    "period": {"from": f"{YEAR - 1}-01-01", "until": f"{YEAR + 1}-12-31"},
    "parts": [
        {"kind": "pillar", "number": "1", "title": "Voorkomen"},
        {"kind": "goal", "number": None, "title": "Iedereen herkent signalen"},
        {"kind": "pillar", "number": "2", "title": "Zorg en opvang"},
    ],
    "actions": [
        read_action("Training voor aandachtsfunctionarissen", when=when("minstens 1x per jaar", "yearly")),
        read_action("Netwerkbijeenkomsten houden", when=when("3x per jaar", "3 a year"), parties=["AF", "Politie"]),
        read_action(
            "Vertellen waar u kunt melden",
            level="local",
            holder=["Gemeenten"],
            when=when("doorlopend", "ongoing"),
            source={"line": 14, "quote": "Vertellen waar u kunt melden"},
        ),
        read_action(
            "Onderzoek naar meer opvangplekken",
            part="Pijler 2. Zorg en opvang",
            holder=["Veilig Thuis", "Stichting De Verzonnen Kade"],
            parties=["AF"],
            when=when(str(YEAR - 1), None, f"{YEAR - 1}-01-01", f"{YEAR - 1}-12-31"),
        ),
        read_action("Dag tegen mensenhandel", when=when("18 oktober", "yearly"), sure=0.6),
    ],
    "budget": [
        {"measure": "Zorgcoördinator", "year": YEAR, "amount": 100000},
        {"measure": "Zorgcoördinator", "year": YEAR + 1, "amount": 102500.5},
        {"measure": "Scholing", "year": YEAR, "amount": 20000},
    ],
    "warnings": [{"kind": "total", "year": YEAR, "printed": 130000, "computed": 120000, "text": "Totaal klopt niet"}],
    "unread": [{"line": 40, "text": "Zie ook de bijlage."}],
    "abbreviations": {"ZVHD": "Zorg- en Veiligheidshuis Drenthe"},
}


def brought(*, name: str, read: dict[str, Any], lines: Any = (), programme_id: Any = None, by: Any) -> Any:
    """A document that was brought, as if the queue had read it."""
    from lantaarn.programme import actions

    draft_id = actions.bring_document(name=name, content=b"-", programme_id=programme_id, by=by)
    actions.keep_read(draft_id=draft_id, read=read, lines=lines, by=by)
    return draft_id


class Adopted:
    def __init__(self, stage: Any, read: dict[str, Any]) -> None:
        from lantaarn.programme import actions
        from lantaarn.programme.actions import ProgrammeInput

        self.stage = stage
        draft = stage.do(
            brought,
            name="plan.docx",
            read=read,
            lines=[{"kind": "heading", "text": "Samen alert", "line": 1}],
            by=stage.sanne,
        )
        cover = ProgrammeInput(
            title=read["title"],
            starts_on=dt.date(YEAR - 1, 1, 1),
            ends_on=dt.date(YEAR + 1, 12, 31),
            source_name="plan.docx",
        )
        self.id = stage.do(actions.confirm_import, draft_id=draft, programme=cover, by=stage.sanne)
        stage.do(
            actions.adopt_programme,
            programme_id=self.id,
            adopted_by="Bestuurlijk Veiligheidsoverleg",
            on_day=dt.date(YEAR - 1, 1, 15),
            by=stage.sanne,
        )

    def board(self, today: dt.date | None = None, by: Any = None) -> Any:
        from lantaarn.programme import queries

        return self.stage.do(queries.board, programme_id=self.id, today=today, by=by or self.stage.noor)

    def action(self, words: str, today: dt.date | None = None, by: Any = None) -> Any:
        (found,) = [a for a in self.board(today, by).actions if words in a.what]
        return found
