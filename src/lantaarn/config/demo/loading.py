"""Fills a demo: two regions with their people, adopted tables, and stories told through the product's own actions."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from lantaarn.config.demo import persons as demo_persons
from lantaarn.config.demo import programme as demo_programme
from lantaarn.config.demo import sharing as demo_sharing
from lantaarn.config.demo.people import add_people
from lantaarn.config.demo.regions import DRENTHE, REGIONS, ZUID_LIMBURG
from lantaarn.config.demo.stories import LABOUR, SEXUAL, Story, in_zuid_limburg, past, today
from lantaarn.config.demo.telling import Teller, at_desk, back
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.network.models import Body, Meeting, Organisation, Region
from lantaarn.signals.deadlines import is_working_day
from lantaarn.tables import actions as tables
from lantaarn.tables.kinds import ROUTE, SHARING
from lantaarn.tables.models import TableVersion

ADOPTS = {region.code: region.adopts for region in REGIONS}
MEETS = {region.code: region.meets for region in REGIONS}
PARTIES = ("municipality", "safety_house", "police", "prosecution", "domestic_violence_centre")
"""Who signs the covenant in a demo of a region whose plan does not name the parties."""


def load() -> str:
    """Do what is not done yet; the answer is what the demo's first screen tells."""
    for code in (DRENTHE.code, ZUID_LIMBURG.code):
        region = Region.objects.get(code=code)
        add_people(region)
        adopt_tables(region)
        plan_meeting(region)
    demo_programme.tell(at_desk=at_desk, back=back)
    demo_programme.tell_zuid_limburg(back=back)
    told = json.loads(_told_file().read_text()) if _told_file().exists() else {}
    if "code" not in told:
        told["code"] = _tell_drenthe()
    if ZUID_LIMBURG.code not in told:
        told[ZUID_LIMBURG.code] = _tell_zuid_limburg()
    _told_file().write_text(json.dumps(told))
    return (
        f"Volg een verzonnen melding met deze code: {told['code']} (Drenthe)\n"
        f"en in Zuid-Limburg met: {told[ZUID_LIMBURG.code]}\n"
        "Bekijk het programma en zijn lichten op /programma/, bijvoorbeeld als Sanne Testpersoon (ketenregisseur)"
    )


def _told_file() -> Path:
    return Path(settings.DATA_DIR) / "demo.json"


def adopt_tables(region: Region) -> None:
    """The pack's drafts, proved, adopted and active: as the chain director would do it. The adoption is invented."""
    for kind, adopt in ((ROUTE, _adopt_route), (SHARING, _adopt_sharing)):
        versions = TableVersion.objects.filter(region=region, kind=kind)
        draft = versions.filter(state="draft").order_by("number").first()
        if draft is not None and not versions.filter(state="active").exists():
            director = at_desk("chain_director", region=region.code)
            with acting(director):
                tables.prove(version_id=draft.id, by=director)
                adopt(region, draft.id, director)
                tables.activate(version_id=draft.id, by=director)


def _adopt_route(region: Region, version_id: UUID, director: Actor) -> None:
    body = Body.objects.get(region=region, code=ADOPTS[region.code])
    tables.adopt(version_id=version_id, body_id=body.id, on=timezone.localdate() - dt.timedelta(days=30), by=director)


def _adopt_sharing(region: Region, version_id: UUID, director: Actor) -> None:
    """No party has really agreed to anything: each line of the demo says so."""
    organisations = Organisation.objects.filter(region=region)
    if not organisations.filter(covenant_party=True).exists():
        organisations.filter(kind__in=PARTIES).update(covenant_party=True)
    parties = organisations.filter(covenant_party=True).values_list("id", flat=True)
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


def plan_meeting(region: Region) -> None:
    """A sitting this week, or the next working day when the week is over."""
    body = Body.objects.get(region=region, code=MEETS[region.code])
    if Meeting.objects.filter(body=body, closed_at__isnull=True).exists():
        return
    day = timezone.localdate() + dt.timedelta(days=1)
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    starts = timezone.make_aware(dt.datetime.combine(day, dt.time(10, 0)))
    Meeting(region=region, body=body, starts_at=starts).save(force_insert=True)


def _tell_drenthe() -> str:
    teller = Teller(DRENTHE.code)
    for story in past(sorted(teller.places)):
        teller.tell(story)
    codes = [teller.tell(story).reporter_code for story in today()]
    case = teller.tell(Story(LABOUR[0], 6, demo_sharing.EMMEN, "form", "accepted"))
    demo_sharing.submission(case.folder_id, at_desk=at_desk)
    case = teller.tell(Story(SEXUAL[2], 2, demo_sharing.EMMEN, "form", "accepted"))
    demo_sharing.consented(case.folder_id, at_desk=at_desk)
    demo_sharing.second_asked(case.folder_id, at_desk=at_desk)
    demo_persons.known_by_two(case.folder_id, at_desk=at_desk)
    return codes[2]


def _tell_zuid_limburg() -> str:
    teller = Teller(ZUID_LIMBURG.code)
    first, *_others = [teller.tell(story).reporter_code for story in in_zuid_limburg()]
    return first
