"""What the queue does for programmes: it reads documents, and asks holders how it stands by a mail without content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from lantaarn.context.actor import Actor, system
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.network.models import Organisation
from lantaarn.papers.programme_in import ProgrammeError
from lantaarn.programme import actions, queries
from lantaarn.programme.apart import read_apart
from lantaarn.programme.models import ImportDraft, LocalState
from lantaarn.programme.queries import ActionView
from lantaarn.programme.queries.choosing import reporters
from lantaarn.rules.lights import SILENT
from lantaarn.signals.actions.mailing import tell_people
from lantaarn.signals.models import Mail

TEMPLATE = "reminder"
NOT_WITHIN = dt.timedelta(days=27)
"""Nobody is asked twice in four weeks, however many actions wait: the page of the action shows the others."""


@app.task(name="read_document", pass_context=False)
def read_document(draft_id: str, region: str) -> None:
    """Read a document that was brought, in a process apart, and tell how far it is as it goes."""
    key, by = UUID(draft_id), system(region, purpose="programme.view")
    with acting(by):
        draft = ImportDraft.objects.filter(id=key, state="reading").first()
    if draft is None:
        return
    try:
        read, lines = read_apart(bytes(draft.content), watch=_Watch(key, by))
    except ProgrammeError as refusal:
        with acting(by):
            actions.refuse_document(draft_id=key, why=refusal.message, by=by)
    else:
        with acting(by):
            actions.keep_read(draft_id=key, read=read, lines=lines, by=by)


class _Watch:
    """Writes steps down, not more than two a second, and hears whether somebody threw the document away."""

    EVERY = dt.timedelta(seconds=0.5)

    def __init__(self, draft_id: UUID, by: Actor) -> None:
        self._draft_id, self._by = draft_id, by
        self._told_at: dt.datetime | None = None

    def __call__(self, step: str) -> bool:
        now = timezone.now()
        if self._told_at and now - self._told_at < self.EVERY:
            return True
        self._told_at = now
        with acting(self._by):
            return actions.tell_step(draft_id=self._draft_id, step=step, by=self._by)


@app.periodic(cron="10 6 * * 1")
@app.task(name="remind_holders", queueing_lock="remind_holders", pass_context=False)
def remind_holders(timestamp: int) -> None:
    """Every Monday morning; a region's mails and their place in the queue are kept together or not at all."""
    for region, _name in network.regions():
        remind(region)


def remind(region: str) -> int:
    """How many people were asked. Run again, it asks nobody twice."""
    by = system(region, purpose="mail.tell")
    with acting(by):
        asked: dict[UUID, UUID] = {}
        for people, action_id in waiting(by):
            for user_id in people:
                asked.setdefault(user_id, action_id)
        lately = _lately_asked(region)
        fresh = {user_id: action_id for user_id, action_id in asked.items() if user_id not in lately}
        for user_id, action_id in fresh.items():
            tell_people([user_id], template=TEMPLATE, link=reverse("programme-action", args=[action_id]), by=by)
        return len(fresh)


def waiting(by: Actor) -> Iterator[tuple[list[UUID], UUID]]:
    """The people who can answer, with the action that waits for them: of the region first, then of municipalities."""
    survey = queries.survey(by=by)
    quiet = queries.chosen(queries.to_answer(survey.seen), of=survey, by=by)
    holders = {party.organisation_id for action in quiet for party in action.holders if party.organisation_id}
    able = queries.who_reports(organisation_ids=holders, by=by)
    for action in quiet:
        found = [one for party in action.holders for one in able.get(party.organisation_id or action.id, [])]
        yield found + _in_role(action, by), action.id
    yield from _municipalities(by)


def _in_role(action: ActionView, by: Actor) -> list[UUID]:
    """Where a role holds it, the people in that role."""
    roles = [party.role for party in action.holders if party.role]
    if not roles:
        return []
    found = reporters(by=by).filter(role__code__in=roles)
    return list(found.values_list("user_id", flat=True).distinct().order_by("user_id"))


def _municipalities(by: Actor) -> Iterator[tuple[list[UUID], UUID]]:
    """A local action that is not done, and of which a municipality said nothing for half a year."""
    today = timezone.localdate()
    silent = LocalState.objects.filter(
        Q(last_word__isnull=True) | Q(last_word__lt=today - SILENT),
        Q(action__starts_on__isnull=True) | Q(action__starts_on__lte=today),
        region_id=by.region,
        state__in=("not_begun", "busy", "stuck"),
        action__ended_on__isnull=True,
        action__programme__state="adopted",
        action__programme__made_at__date__lt=today - SILENT,
    )
    pairs = list(silent.order_by("action__place").values_list("municipality_id", "action_id"))
    town_halls = _town_halls(by.region, {place for place, _action in pairs})
    able = queries.who_reports(organisation_ids=town_halls.values(), by=by)
    for place, action_id in pairs:
        yield able.get(town_halls.get(place, place), []), action_id


def _town_halls(region: str, places: Iterable[UUID]) -> dict[UUID, UUID]:
    found = Organisation.objects.filter(region_id=region, kind="municipality", municipality_id__in=places)
    return {place: organisation for place, organisation in found.values_list("municipality_id", "id") if place}


def _lately_asked(region: str) -> set[UUID]:
    found = Mail.objects.filter(
        region_id=region,
        template=TEMPLATE,
        link__startswith=reverse("programme"),
        made_at__gt=timezone.now() - NOT_WITHIN,
    )
    return set(found.values_list("to_user_id", flat=True))
