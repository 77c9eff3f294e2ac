"""Tells stories of signals in one region through the product's own actions, each at its own moment in the past."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from unittest.mock import patch
from uuid import UUID

from django.utils import timezone

from lantaarn.config.demo.stories import Story
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.network.models import Desk, Membership
from lantaarn.signals import actions as signals
from lantaarn.signals.models import Referral, Signal

FEEDBACK = {"no_trafficking_found": "thanks_only", "other_problem_handed_over": "other_help"}


def at_desk(kind: str, municipality: str = "", *, purpose: str = "demo", region: str = "drenthe") -> Actor:
    """The first person of a desk, as an actor."""
    found = Membership.objects.filter(region_id=region, desk__kind=kind).order_by("is_deputy", "user__name")
    if municipality:
        found = found.filter(desk__municipality__cbs_code=municipality)
    first = found.first()
    assert first is not None, f"The demo has nobody at {kind} {municipality}."
    actor = network.actor_of(user_id=first.user_id, membership_id=first.id)
    assert actor is not None
    return actor.for_purpose(purpose)


@contextmanager
def back(days: float) -> Iterator[None]:
    """The product's clock, set back: only the demo tells stories of the past."""
    moment = timezone.now() - dt.timedelta(days=days)
    with patch("django.utils.timezone.now", return_value=moment):
        yield


class Teller:
    """Tells in one region."""

    def __init__(self, region: str) -> None:
        self.region = region

    @cached_property
    def places(self) -> dict[str, UUID]:
        """The municipalities of the region by their CBS code."""
        return {place.cbs_code: place.id for place in network.municipalities(region=self.region)}

    def tell(self, story: Story) -> signals.Received:
        """One story from report to where it ended; answers what the reporter got."""
        days = story.days_ago + 0.05
        with back(days):
            received = signals.receive_report(region=self.region, report=self._report(story))
        if story.end == "new":
            return received
        by = self._leader(received.folder_id)
        with back(max(days - 0.9, days / 2)), acting(by):
            _accept(received.folder_id, by)
            facts = story.tale.facts
            if facts:
                revision = _revision(received.folder_id)
                signals.set_facts(folder_id=received.folder_id, facts=facts, revision=revision, by=by)
        if story.end != "accepted":
            with back(max(days - 2.2, days / 4)), acting(by):
                _end(story, received.folder_id, by)
        if story.end == "passed" and story.answered:
            with back(max(days - 3.1, days / 8)):
                self._answer(received.folder_id, by)
        return received

    def _report(self, story: Story) -> signals.ReportInput:
        tale = story.tale
        place = signals.PlaceInput(kind="found", municipality_id=self.places.get(story.municipality), text=tale.place)
        return signals.ReportInput(
            once=secrets.token_hex(16),
            entry=story.entry,
            source_domain=tale.domain,
            acute_danger="yes" if story.acute else "no",
            minor=tale.minor,
            places=(place,),
            observed=tale.observed,
            stated=tale.stated,
            stated_by=tale.stated_by,
            interpreted=tale.interpreted,
            card={code: signals.CardAnswer("yes", how) for code, how in tale.card},
            work=tale.work,
            may_call="yes" if tale.domain != "anonymous_line" else "no",
            name="" if tale.domain == "anonymous_line" else "Mirte Verzonnen",
            contact="" if tale.domain == "anonymous_line" else "06 00 00 00 99",
        )

    def _answer(self, folder_id: UUID, sender: Actor) -> None:
        """The desks that were asked accept; of those off-system the sender notes the receipt."""
        with acting(sender):
            asked = list(
                Referral.objects.filter(folder_id=folder_id, state="offered").select_related("to_desk__municipality")
            )
            for referral in asked:
                if referral.to_desk.off_system and referral.from_desk_id == sender.desk_id:
                    signals.note_receipt(
                        folder_id=folder_id,
                        referral_id=referral.id,
                        received_by="dienstdoende medewerker",
                        reference=f"OEFEN-{referral.id.hex[:5].upper()}",
                        revision=_revision(folder_id),
                        by=sender,
                    )
        for referral in asked:
            if referral.to_desk.off_system:
                continue
            place = referral.to_desk.municipality.cbs_code if referral.to_desk.municipality else ""
            by = at_desk(referral.to_desk.kind, place, region=self.region)
            with acting(by):
                signals.accept(folder_id=folder_id, referral_id=referral.id, revision=_revision(folder_id), by=by)

    def _leader(self, folder_id: UUID) -> Actor:
        """Who answers for the signal: found by the queue's eye, since a person sees only the own desk's."""
        for desk in Desk.objects.filter(region_id=self.region, off_system=False, body__isnull=True):
            members = network.members(desk_id=desk.id)
            if not members:
                continue
            actor = network.actor_of(user_id=members[0].user_id, membership_id=members[0].membership_id)
            assert actor is not None
            with acting(actor.for_purpose("demo")):
                if Referral.objects.filter(folder_id=folder_id, to_desk_id=desk.id, leads=True).exists():
                    return actor.for_purpose("demo")
        raise LookupError(f"Nobody leads {folder_id}.")


def _revision(folder_id: UUID) -> int:
    return Signal.objects.get(folder_id=folder_id).revision


def _accept(folder_id: UUID, by: Actor) -> None:
    referral = Referral.objects.get(folder_id=folder_id, to_desk_id=by.desk_id, leads=True)
    signals.accept(folder_id=folder_id, referral_id=referral.id, revision=_revision(folder_id), by=by)


def _end(story: Story, folder_id: UUID, by: Actor) -> None:
    revision = _revision(folder_id)
    if story.end == "watched":
        signals.watch(
            folder_id=folder_id,
            ground="Nog te weinig om op te handelen; de school let mee op.",
            until=timezone.localdate() + dt.timedelta(days=story.days_ago + 12),
            revision=revision,
            by=by,
        )
    elif story.end == "passed":
        signals.pass_on(folder_id=folder_id, revision=revision, by=by)
    else:
        signals.close(
            folder_id=folder_id,
            reason=story.close_reason,
            note="",
            feedback=FEEDBACK.get(story.close_reason, "followed_up"),
            revision=revision,
            by=by,
        )
