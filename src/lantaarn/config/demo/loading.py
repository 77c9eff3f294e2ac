"""Fills a demo: the region, its people, an adopted route, and stories told through the product's own actions."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from lantaarn.config.demo import programme as demo_programme
from lantaarn.config.demo import sharing as demo_sharing
from lantaarn.config.demo.people import add_people
from lantaarn.config.demo.stories import LABOUR, SEXUAL, Story, past, today
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.network.models import Body, Desk, Meeting, Membership, Municipality, Organisation, Region
from lantaarn.signals import actions as signals
from lantaarn.signals.deadlines import is_working_day
from lantaarn.signals.models import Referral, Signal
from lantaarn.tables import actions as tables
from lantaarn.tables.kinds import ROUTE, SHARING
from lantaarn.tables.models import TableVersion

REGION = "drenthe"
FEEDBACK = {"no_trafficking_found": "thanks_only", "other_problem_handed_over": "other_help"}


def load() -> str:
    """Do what is not done yet; the answer is what the demo's first screen tells."""
    region = Region.objects.get(code=REGION)
    add_people(region)
    adopt_tables(region)
    _plan_drieluik(region)
    demo_programme.tell(at_desk=at_desk, back=_back)
    if not _told_file().exists():
        code = _tell_stories()
        _told_file().write_text(json.dumps({"code": code}))
    told = json.loads(_told_file().read_text())
    return (
        f"Volg een verzonnen melding met deze code: {told['code']}\n"
        "Bekijk het programma en zijn lichten op /programma/, bijvoorbeeld als Sanne Testpersoon (ketenregisseur)"
    )


def _told_file() -> Path:
    return Path(settings.DATA_DIR) / "demo.json"


def at_desk(kind: str, municipality: str = "", *, purpose: str = "demo") -> Actor:
    """The first person of a desk, as an actor."""
    found = Membership.objects.filter(desk__kind=kind).order_by("is_deputy", "user__name")
    if municipality:
        found = found.filter(desk__municipality__cbs_code=municipality)
    first = found.first()
    assert first is not None, f"The demo has nobody at {kind} {municipality}."
    actor = network.actor_of(user_id=first.user_id, membership_id=first.id)
    assert actor is not None
    return actor.for_purpose(purpose)


def adopt_tables(region: Region) -> None:
    """The pack's drafts, proved, adopted and active: as the chain director would do it. The adoption is invented."""
    for kind, adopt in ((ROUTE, _adopt_route), (SHARING, _adopt_sharing)):
        versions = TableVersion.objects.filter(region=region, kind=kind)
        draft = versions.filter(state="draft").order_by("number").first()
        if draft is not None and not versions.filter(state="active").exists():
            director = at_desk("chain_director")
            with acting(director):
                tables.prove(version_id=draft.id, by=director)
                adopt(region, draft.id, director)
                tables.activate(version_id=draft.id, by=director)


def _adopt_route(region: Region, version_id: UUID, director: Actor) -> None:
    body = Body.objects.get(region=region, code="safety_executives")
    tables.adopt(version_id=version_id, body_id=body.id, on=timezone.localdate() - dt.timedelta(days=30), by=director)


def _adopt_sharing(region: Region, version_id: UUID, director: Actor) -> None:
    """No party has really agreed to anything: each line of the demo says so."""
    parties = Organisation.objects.filter(region=region, covenant_party=True).values_list("id", flat=True)
    tables.agree(
        version_id=version_id,
        organisation_ids=list(parties),
        agreed_by="niemand (verzonnen voor deze demo, de partij besloot niets)",
        on=timezone.localdate() - dt.timedelta(days=40),
        by=director,
    )
    tables.advise(
        version_id=version_id,
        outcome="conditional",
        text="Verzonnen voor deze demo. Bekijk na een jaar of de regels voor minderjarigen werken.",
        answer="Verzonnen voor deze demo. De partijen kijken er na een jaar samen naar.",
        given_by="Esra Voorbeeld (verzonnen)",
        on=timezone.localdate() - dt.timedelta(days=35),
        by=director,
    )
    tables.adopt_sharing(version_id=version_id, by=director)


def _plan_drieluik(region: Region) -> None:
    """A sitting this week, or the next working day when the week is over."""
    body = Body.objects.get(region=region, code="drieluik")
    if Meeting.objects.filter(body=body, closed_at__isnull=True).exists():
        return
    day = timezone.localdate() + dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    starts = timezone.make_aware(dt.datetime.combine(day, dt.time(10, 0)))
    Meeting(region=region, body=body, starts_at=starts).save(force_insert=True)


@contextmanager
def _back(days: float) -> Iterator[None]:
    """The product's clock, set back: only the demo tells stories of the past."""
    moment = timezone.now() - dt.timedelta(days=days)
    with patch("django.utils.timezone.now", return_value=moment):
        yield


def _tell_stories() -> str:
    municipalities = {m.cbs_code: m.id for m in Municipality.objects.filter(region_id=REGION)}
    for story in past(sorted(municipalities)):
        _tell(story, municipalities)
    codes = [_tell(story, municipalities).reporter_code for story in today()]
    case = _tell(Story(LABOUR[0], 6, demo_sharing.EMMEN, "form", "accepted"), municipalities)
    demo_sharing.submission(case.folder_id, at_desk=at_desk)
    case = _tell(Story(SEXUAL[2], 2, demo_sharing.EMMEN, "form", "accepted"), municipalities)
    demo_sharing.consented(case.folder_id, at_desk=at_desk)
    demo_sharing.second_asked(case.folder_id, at_desk=at_desk)
    return codes[2]


def _report(story: Story, municipalities: dict[str, UUID]) -> signals.ReportInput:
    tale = story.tale
    return signals.ReportInput(
        once=secrets.token_hex(16),
        entry=story.entry,
        source_domain=tale.domain,
        acute_danger="yes" if story.acute else "no",
        minor=tale.minor,
        places=(
            signals.PlaceInput(kind="found", municipality_id=municipalities.get(story.municipality), text=tale.place),
        ),
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


def _tell(story: Story, municipalities: dict[str, UUID]) -> signals.Received:
    """One story from report to where it ended; answers what the reporter got."""
    days = story.days_ago + 0.05
    with _back(days):
        received = signals.receive_report(region=REGION, report=_report(story, municipalities))
    if story.end == "new":
        return received
    by = _leader(received.folder_id)
    with _back(max(days - 0.9, days / 2)), acting(by):
        _accept(received.folder_id, by)
        facts = story.tale.facts
        if facts:
            signals.set_facts(folder_id=received.folder_id, facts=facts, revision=_revision(received.folder_id), by=by)
    if story.end != "accepted":
        with _back(max(days - 2.2, days / 4)), acting(by):
            _end(story, received.folder_id, by)
    if story.end == "passed" and story.answered:
        with _back(max(days - 3.1, days / 8)):
            _answer(received.folder_id, by)
    return received


def _answer(folder_id: UUID, sender: Actor) -> None:
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
        by = at_desk(referral.to_desk.kind, place)
        with acting(by):
            signals.accept(folder_id=folder_id, referral_id=referral.id, revision=_revision(folder_id), by=by)


def _leader(folder_id: UUID) -> Actor:
    """Who answers for the signal: found by the queue's eye, since a person sees only the own desk's."""
    for desk in Desk.objects.filter(region_id=REGION, off_system=False, body__isnull=True):
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
