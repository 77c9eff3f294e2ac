"""From a filled form to the report that is kept."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lantaarn.signals.actions import CardAnswer, PlaceInput, ReportInput
from lantaarn.web.report.entrance import Entrance
from lantaarn.web.report.forms import OthersForm
from lantaarn.web.report.forms.base import FURTHER, OUTSIDE, SignalForm


def report_of(form: SignalForm, *, once: str, entry: str = "form", source_domain: str = "") -> ReportInput:
    """The report; what was left open is unknown, which is an answer too."""
    data = form.cleaned_data
    return ReportInput(
        once=once,
        entry=entry,
        source_domain=source_domain or data["source_domain"],
        acute_danger=data["danger"],
        minor=data["minor"] or "unknown",
        places=_places(data, form.entrance),
        observed=data["observed"],
        stated=data["stated"],
        stated_by=data["stated_by"],
        interpreted=data["interpreted"],
        card=_card(data),
        name=data["name"],
        contact=data["contact"],
        work=data.get("work", ""),
        may_call=data["may_call"] or "no",
        shielded=data["shielded"],
    )


def signal_of(form: OthersForm, *, once: str) -> ReportInput:
    """What somebody told a desk: the same, with the facts that the desk already knows."""
    data = form.cleaned_data
    entry, domain = data["entry"], data["source_domain"]
    if entry == "anonymous_line" and domain == "unknown":
        domain = "anonymous_line"
    base = report_of(form, once=once, entry=entry, source_domain=domain)
    facts = {fact.name: data[f"fact_{fact.name}"] for fact in form.asked if data[f"fact_{fact.name}"]}
    return ReportInput(**{**vars(base), "facts": facts})


def _places(data: dict[str, Any], entrance: Entrance) -> tuple[PlaceInput, ...]:
    """The first place leads; a website is a place of its own, without municipality."""
    places = [_place("found", data["municipality"], data["spot"], data["outside"], entrance)]
    places.extend(
        _place(data[f"place_{n}_kind"], data[f"place_{n}_municipality"], data[f"place_{n}_spot"], "", entrance)
        for n in FURTHER
        if data[f"place_{n}_kind"]
    )
    if data["website"]:
        places.append(PlaceInput(kind="found", text=_("Online: %(where)s") % {"where": data["website"]}))
    return tuple(place for place in places if place is not None)


def _place(kind: str, chosen: str, spot: str, outside: str, entrance: Entrance) -> PlaceInput | None:
    if chosen == OUTSIDE:
        where = outside or spot or _("Buiten %(region)s") % {"region": entrance.name}
        return PlaceInput(kind=kind, outside=where, text=spot if spot != where else "")
    municipality = entrance.municipality_id(chosen)
    if municipality is None and not spot:
        return None
    return PlaceInput(kind=kind, municipality_id=municipality, text=spot)


def _card(data: dict[str, Any]) -> dict[str, CardAnswer]:
    """Rows that were skipped are no answer; how one knows is only asked after a yes."""
    names = [name for name in data if name.startswith("card_") and not name.endswith("_how") and data[name]]
    return {
        name.removeprefix("card_"): CardAnswer(data[name], data[f"{name}_how"] if data[name] == "yes" else "")
        for name in names
    }
