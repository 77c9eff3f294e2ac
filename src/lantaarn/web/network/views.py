"""The network: per municipality which desks are filled and what is missing; how a desk is reached."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantaarn.context.actor import Actor
from lantaarn.network import actions, queries
from lantaarn.network.queries import BodyView, DeskFilling, Filling, PlaceFilling
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.network import words
from lantaarn.web.network.forms import NetworkFilter, ReachForm


@dataclass(frozen=True)
class PersonLine:
    """One person of a desk as the reader may see it."""

    name: str
    phone: str
    is_deputy: bool
    away_until: object
    training: str
    training_state: str


@dataclass(frozen=True)
class DeskLine:
    """One desk of the table."""

    id: UUID
    label: str
    role: str
    organisation: str
    place: str
    domain: object
    channel: str
    hours: str
    off_system: bool
    state: str
    people: tuple[PersonLine, ...]
    reachable: int
    gaps: tuple[Promise, ...]


@dataclass(frozen=True)
class Tile:
    """One municipality of the overview."""

    name: str
    url: str
    state: str
    state_word: object
    gaps: tuple[tuple[str, Promise], ...]


@dataclass(frozen=True)
class BodyLine:
    """A consultation body."""

    name: str
    kind: object
    rhythm: str
    chair: str
    members: tuple[str, ...]
    adopted: bool


@require_safe
@needs("network.view", purpose="network.view")
def network(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    found = queries.filling(region=actor.region)
    filters = NetworkFilter(request.GET, places=[(str(place.id), place.name) for place in found.places])
    filters.is_valid()
    only_gaps = bool(filters.cleaned_data.get("ontbreekt"))
    chosen = filters.cleaned_data.get("gemeente", "")
    context = {
        "filters": filters,
        "only_gaps": only_gaps,
        "tiles": [_tile(place) for place in found.places],
        "sums": _sums(found),
        "rows": _lines(found, actor, chosen=chosen, only_gaps=only_gaps),
        "region_rows": _some(found.region_desks, actor, only_gaps=only_gaps),
        "off_system": _some(found.off_system, actor, only_gaps=only_gaps),
        "bodies": _bodies(actor.region),
        "may_manage": actor.can("network.manage"),
        "may_invite": actor.can("accounts.manage"),
        "sees_phones": _sees_phones(actor),
    }
    return render(request, "network/network.html", context)


def _sees_phones(actor: Actor) -> bool:
    """A telephone number is for who works with this person, not for every visitor of the page."""
    return actor.can("signals.work") or actor.can("network.manage")


def _lines(found: Filling, actor: Actor, *, chosen: str, only_gaps: bool) -> list[DeskLine]:
    places = [place for place in found.places if chosen in {"", str(place.id)}]
    return [line for place in places for line in _some(place.desks, actor, only_gaps=only_gaps)]


def _some(desks: tuple[DeskFilling, ...], actor: Actor, *, only_gaps: bool) -> list[DeskLine]:
    return [_line(filled, actor) for filled in desks if filled.gaps or not only_gaps]


def _line(filled: DeskFilling, actor: Actor) -> DeskLine:
    desk = filled.desk
    return DeskLine(
        id=desk.id,
        label=desk.label,
        role=desk.role,
        organisation=desk.organisation,
        place=desk.municipality,
        domain=words.DOMAINS.get(desk.domain, desk.domain),
        channel=desk.channel,
        hours=desk.hours,
        off_system=desk.off_system,
        state=filled.state,
        people=tuple(_person(member, actor) for member in filled.members),
        reachable=filled.reachable,
        gaps=tuple(words.gap_sentences(filled.gaps)),
    )


def _person(member: queries.MemberView, actor: Actor) -> PersonLine:
    if member.trained_on is None:
        training, state = _("nog niet getraind"), "heed"
    elif queries.is_old(member.trained_on, timezone.localdate()):
        training, state = _("getraind in %(year)s, te lang geleden") % {"year": member.trained_on.year}, "heed"
    else:
        training, state = _("getraind in %(year)s") % {"year": member.trained_on.year}, "good"
    return PersonLine(
        name=member.name,
        phone=member.phone if _sees_phones(actor) else "",
        is_deputy=member.is_deputy,
        away_until=member.away_until,
        training=training,
        training_state=state,
    )


def _tile(place: PlaceFilling) -> Tile:
    named = tuple(
        (str(words.DOMAINS.get(filled.desk.domain, filled.desk.domain)), words.SHORT[gap])
        for filled in place.desks
        for gap in filled.gaps
    )
    return Tile(
        name=place.name,
        url=f"?gemeente={place.id}#balies",
        state=place.state,
        state_word=words.STATES[place.state],
        gaps=named,
    )


def _sums(found: Filling) -> dict[str, int]:
    desks = [desk for place in found.places for desk in place.desks]
    return {
        "places": len(found.places),
        "complete": sum(place.state == "good" for place in found.places),
        "desks": len(desks),
        "filled": sum(bool(desk.members) for desk in desks),
        "one": sum("one_person" in desk.gaps for desk in desks),
        "today": sum(desk.reachable > 0 for desk in desks),
    }


def _bodies(region: str) -> list[BodyLine]:
    roles = {code: label for code, label, _may in queries.roles(region=region)}
    return [_body(body, roles) for body in queries.bodies(region=region)]


def _body(body: BodyView, roles: dict[str, str]) -> BodyLine:
    return BodyLine(
        name=body.name,
        kind=words.BODY_KINDS.get(body.kind, body.kind),
        rhythm=body.rhythm,
        chair=roles.get(body.chair, body.chair),
        members=tuple(roles.get(member, member) for member in body.members),
        adopted=body.adopted,
    )


@require_http_methods(["GET", "POST"])
@needs("network.manage", purpose="network.manage")
def desk(request: ActorRequest, desk_id: UUID) -> HttpResponse:
    """How this desk is reached."""
    found = next((d for d in queries.desks(region=request.actor.region) if d.id == desk_id), None)
    if found is None:
        raise Http404
    form: forms.Form = ReachForm(request.POST or None, initial={"channel": found.channel, "hours": found.hours})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_desk_reach(desk_id=desk_id, **form.cleaned_data, by=request.actor)
        except NotAllowed as reason:
            form.add_error("channel", str(reason))
        else:
            messages.success(request, _("Bewaard. Iedereen in het netwerk ziet dit nu."))
            return redirect("network")
    return render(request, "network/desk.html", {"desk": found, "form": form}, status=422 if form.errors else 200)
