"""The demo's programme: begun from the pack, adopted by nobody real, with invented progress that shows every light."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from uuid import UUID

from django.utils import timezone

from lantaarn.config.demo.regions import ZUID_LIMBURG
from lantaarn.config.demo.telling import at_desk
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.network.models import Membership, Municipality
from lantaarn.outreach import actions as outreach
from lantaarn.outreach.actions import TrainingInput
from lantaarn.outreach.queries import network_bodies
from lantaarn.programme import actions, queries
from lantaarn.programme.actions import ActionInput, PartyInput, ProgrammeInput
from lantaarn.programme.packed import begin_from_pack, packed_plan
from lantaarn.programme.queries import ActionView

AtDesk = Callable[..., Actor]
Back = Callable[[float], AbstractContextManager[None]]

NOBODY = "niemand (verzonnen voor deze demo)"
HELD: tuple[tuple[str, str, str, int, int], ...] = (
    ("Zien wat je niet verwacht, online", "training", "all_staff", 210, 64),
    ("Zien wat je niet verwacht, online", "training", "all_staff", 95, 48),
    ("Scholingsdag voor aandachtsfunctionarissen", "training", "focal_points", 160, 19),
    ("Gastles op school De Oefenruimte", "information", "schools", 120, 31),
    ("Uitleg voor zorgaanbieders", "information", "care", 40, 12),
)
MEETINGS = (250, 140, 30)
CONTAINER = ("GM0114", "GM0106", "GM0109", "GM0118", "GM1680")
HOUSE: tuple[tuple[str, str, str], ...] = (
    ("policy", "yes", "Verzonnen besluit van het college, 3 maart"),
    ("internal_route", "yes", "Verzonnen bladzijde op het intranet"),
    ("undermining_point", "yes", "Verzonnen nummer op de website"),
    ("bylaw", "partly", "Het concept ligt bij de raad (verzonnen)"),
    ("bibob", "no", ""),
)
WORDS: tuple[tuple[str, str, str], ...] = (
    ("omgevingsscan", "done", "Het rapport is in juni besproken. Verzonnen voor deze demo."),
    ("controleteam", "stuck", "Er is nog geen politie beschikbaar om mee te doen. Verzonnen voor deze demo."),
    ("met daders", "busy", "De eerste gesprekken zijn geweest. Verzonnen voor deze demo."),
)

DISTRICT = ("Elke balie van Parkstad oefent een gesprek", "Elk gemeentehuis van Parkstad hangt de signaalkaart op")


def begin(director: Actor) -> UUID | None:
    """The programme of the pack, as a draft; None when the region has one already."""
    with acting(director):
        return begin_from_pack(by=director) if packed_plan(by=director) else None


def adopt(programme_id: UUID, on_day: dt.date, director: Actor) -> None:
    with acting(director):
        actions.adopt_programme(programme_id=programme_id, adopted_by=NOBODY, on_day=on_day, by=director)


def tell(*, at_desk: AtDesk, back: Back) -> None:
    """Begin, adopt and report, once."""
    director = at_desk("chain_director")
    with back(300):
        made = begin(director)
        if made is None:
            return
        adopt(made, timezone.localdate() - dt.timedelta(days=30), director)
    _record(director)
    with acting(director):
        found = queries.board(programme_id=made, by=director).actions
    _report(found, director, back)
    _places(found, at_desk, back)
    _changed(made, director, at_desk("focal_point_social", "GM0114"))


def tell_zuid_limburg(*, back: Back) -> None:
    """The other region's plan, prolonged to this year so that it runs, and the plan of one district under it."""
    director, leader = at_desk("chain_director", region=ZUID_LIMBURG.code), _project_leader()
    with back(200):
        made = begin(director)
        if made is None:
            return
        with acting(director):
            plan = queries.one_programme(programme_id=made, by=director)
            ends = dt.date(timezone.localdate().year, 12, 31)
            cover = ProgrammeInput(f"{plan.title}, verlengd (verzonnen)", starts_on=plan.starts_on, ends_on=ends)
            actions.change_programme(programme_id=made, programme=cover, by=director)
        adopt(made, timezone.localdate() - dt.timedelta(days=20), director)
    _record(director)
    with acting(leader):
        cover = ProgrammeInput(
            "Parkstad aan de balie (verzonnen)", kind="district", parent_id=made, district="Parkstad"
        )
        district = actions.make_programme(programme=cover, by=leader)
        for what in DISTRICT:
            party = PartyInput("Gemeenten", holds=True, group="municipalities")
            given = ActionInput(what, level="local", parties=(party,), recurrence="yearly")
            actions.add_action(programme_id=district, given=given, by=leader)
    adopt(district, timezone.localdate(), director)


def _project_leader() -> Actor:
    found = Membership.objects.get(region_id=ZUID_LIMBURG.code, role__code="project_leader")
    actor = network.actor_of(user_id=found.user_id, membership_id=found.id)
    assert actor is not None
    return actor.for_purpose("demo")


def this_year(days_ago: int) -> dt.date:
    """So many days ago, but never in another year: what is counted per year counts on every day of the demo."""
    today = timezone.localdate()
    return max(today - dt.timedelta(days=days_ago), dt.date(today.year, 1, 1))


def _record(director: Actor) -> None:
    with acting(director):
        places = [one.id for one in network.municipalities(region=director.region)]
        for number, (title, kind, audience, days, people) in enumerate(HELD):
            reached = dict.fromkeys(places[number::3])
            given = TrainingInput(title, this_year(days), kind, audience, people=people, reached=reached)
            outreach.record_training(training=given, by=director)
        soon = timezone.localdate() + dt.timedelta(days=17)
        planned = TrainingInput("Aan de balie zie je meer", soon, "training", "counter")
        outreach.plan_training(training=planned, by=director)
        body = next(iter(network_bodies(region=director.region)))
        for day in sorted({this_year(days) for days in MEETINGS}):
            outreach.record_meeting(body_id=body, on_day=day, by=director)


def _named(found: tuple[ActionView, ...], words: str) -> UUID:
    return next(one.id for one in found if words in one.what)


def _report(found: tuple[ActionView, ...], director: Actor, back: Back) -> None:
    for number, (words, state, story) in enumerate(WORDS):
        with back(20 + 15 * number), acting(director):
            actions.report_progress(action_id=_named(found, words), state=state, story=story, by=director)


def _places(found: tuple[ActionView, ...], at_desk: AtDesk, back: Back) -> None:
    """Some municipalities tell of their own part, and of their own house."""
    places: Mapping[str, UUID] = dict(Municipality.objects.filter(cbs_code__in=CONTAINER).values_list("cbs_code", "id"))
    container, intern = _named(found, "container"), _named(found, "intern hoe")
    for number, code in enumerate(CONTAINER):
        by = at_desk("focal_point_safety", code)
        with back(30 + number), acting(by):
            for action_id, state in ((container, "done"), (intern, "busy")):
                actions.report_progress(
                    action_id=action_id,
                    state=state,
                    municipality_id=places[code],
                    evidence="Foto in het archief (verzonnen)" if state == "done" else "",
                    by=by,
                )
            for item, house, evidence in HOUSE[: 5 - number]:
                actions.note_house(municipality_id=places[code], item=item, state=house, evidence=evidence, by=by)


def _changed(programme_id: UUID, director: Actor, proposer: Actor) -> None:
    """Since it was adopted two actions came, of which no room counts the first, and one is proposed."""
    today = timezone.localdate()
    checks = ActionInput(
        what="In elk district elk kwartaal samen controleren op werken en wonen (verzonnen)",
        why="Wie samen binnenkomt, ziet meer.",
        level="regional",
        parties=(PartyInput("Ketenregisseur", holds=True, role="chain_director"),),
        when_text="4 keer per jaar",
        recurrence="4 a year",
    )
    later = ActionInput(
        what="Een rondgang langs verhuurders voorbereiden (verzonnen)",
        why="Wie verhuurt, ziet wat anderen niet zien.",
        level="regional",
        parties=(PartyInput("Gemeenten", holds=True, group="municipalities"),),
        when_text="volgend kwartaal",
        starts_on=today + dt.timedelta(days=45),
        ends_on=today + dt.timedelta(days=135),
    )
    with acting(director):
        actions.add_action(programme_id=programme_id, given=checks, by=director)
        actions.add_action(programme_id=programme_id, given=later, by=director)
    asked = ActionInput(
        what="Een training voor vrijwilligers van de taalhuizen (verzonnen)",
        level="regional",
        parties=(PartyInput("Gemeenten", holds=True, group="municipalities"),),
        when_text="elk jaar",
        recurrence="yearly",
        indicator="trainings",
    )
    with acting(proposer):
        actions.propose(
            programme_id=programme_id,
            kind="add",
            why="Vrijwilligers horen veel en weten niet waar zij terechtkunnen.",
            given=asked,
            by=proposer,
        )
