"""The picture per year as bars, each with the table that says the same; what is too small to tell is told as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.folders.sharing import PictureCell, PictureYear, phenomenon_picture
from lantaarn.papers.charts import Part, histogram
from lantaarn.tables.packs import Pack
from lantaarn.web import words
from lantaarn.web.desk.views import pack_now
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.shapes import Tab

PURPOSE = "picture.read"
DOMAIN: words.Words = {
    **words.DOMAIN,
    "care": gettext_lazy("zorg"),
    "safety": gettext_lazy("veiligheid"),
    "anonymous_line": gettext_lazy("anonieme tip"),
}
"""Short, so that they stand beside a bar."""


@dataclass(frozen=True)
class Shown:
    """One question of a year: a drawing, and its rows; an empty count is too small to tell."""

    title: str
    why: str
    svg: SafeString
    rows: tuple[tuple[str, int | None], ...]


@needs("picture.read", purpose=PURPOSE)
def picture(request: ActorRequest) -> HttpResponse:
    """The newest year, or the one that is asked for."""
    years = phenomenon_picture(by=request.actor)
    asked = request.GET.get("jaar", "")
    chosen = next((one for one in years if str(one.year) == asked), years[0] if years else None)
    context = {
        "years": [
            Tab(str(one.year), f"?jaar={one.year}", chosen is not None and one.year == chosen.year) for one in years
        ],
        "chosen": chosen,
        "parts": _parts(chosen, pack_now(request.actor.region)) if chosen else (),
    }
    return render(request, "sharing/picture/picture.html", context)


def _parts(year: PictureYear, pack: Pack | None) -> list[Shown]:
    facts = {fact.name: fact.label for fact in pack.facts} if pack else {}
    once, each = _("Elk signaal telt één keer."), _("Een signaal telt bij alles wat erbij hoort.")
    asked: tuple[tuple[str, str, str, Mapping[str, str | Promise]], ...] = (
        ("exploitation", _("Waar lijkt het op?"), each, words.EXPLOITATION),
        ("municipality", _("In welke gemeente?"), once, {"": _("gemeente onbekend")}),
        ("domain", _("Waar kwam het vandaan?"), once, DOMAIN),
        ("minor", _("Was iemand jonger dan 18?"), once, words.TRI),
        ("fact", _("Wat speelde er?"), each, facts),
    )
    return [_shown(sort, title, why, year.of(sort), said) for sort, title, why, said in asked if year.of(sort)]


def _shown(sort: str, title: str, why: str, cells: tuple[PictureCell, ...], said: Mapping[str, str | Promise]) -> Shown:
    rows = tuple((str(said.get(one.value, one.value)), one.count) for one in cells)
    drawn = histogram(
        [Part(label, count) for label, count in rows if count is not None], title=title, name=f"beeld-{sort}"
    )
    svg = drawn.svg if drawn.total else ""
    return Shown(title, why, mark_safe(svg), rows)  # noqa: S308 - it escapes
