"""Any course of any signals: after each step a model in plain sets says which desk sees which folder.

The model knows the promise, not the code: who brings or gets a signal sees it; who passes it on keeps sight; who gives
it back loses it, unless something is still asked of that desk; a notice and a desk off-system give no sight.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from access.test_grants import CASE_TABLES
from ground.region import ASSEN, EMMEN, Stage, as_role
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, jobs, queries
from lantaarn.signals.queries import Filters
from network.cast import Cast, put_on_stage

SOCIAL, SAFETY = "focal_point_social", "focal_point_safety"
DESKS = [
    (SOCIAL, EMMEN),
    (SAFETY, EMMEN),
    (SOCIAL, ASSEN),
    (SAFETY, ASSEN),
    ("chain_director", ""),
    ("care_coordinators", ""),
    ("veilig_thuis", ""),
]
IN_FOLDER = {
    "folders_folder": "id",
    "folders_contribution": "folder_id",
    "signals_signal": "folder_id",
    "signals_place": "folder_id",
    "signals_moment": "folder_id",
    "signals_report": "folder_id",
    "signals_question": "folder_id",
    "signals_referral": "folder_id",
    "signals_agendaitem": "folder_id",
}
"""Tables whose rows lie in a folder; tasks, links, advice and imports have tests of their own."""
PART_OF = {
    "folders_contribution",
    "signals_question",
    "signals_agendaitem",
    "signals_place",
    "signals_referral",
}
"""Who holds a folder sees some of these rows, or none: what was disclosed (test_disclosure), what it asked itself."""
SEEN = " UNION ALL ".join(f"SELECT '{table}', {column}::text FROM {table}" for table, column in IN_FOLDER.items())


class Course(RuleBasedStateMachine):
    """Desks that do with signals what desks do."""

    stage: Stage
    wipe: object

    @initialize()
    def begin(self) -> None:
        type(self).wipe()
        self.actors = {desk: self.stage.at(*desk) for desk in DESKS}
        self.by_id = {actor.desk_id: desk for desk, actor in self.actors.items()}
        self.sight: dict[object, set] = {}
        self.shielded: dict[object, object] = {}
        self.client = Client()
        self.elsewhere: set[object] = set()
        people = Cast(self.stage.superuser)
        put_on_stage(people)
        rana = network.actor_of(user_id=people.people["Rana Bedacht"], membership_id=None)
        self.rana = rana.for_purpose("signal.handle")

    @rule()
    def a_report_arrives_in_another_region(self) -> None:
        """No desk of this region has any sight of it, in whatever course; the model of its desks never names it."""
        report = self.stage.filled(municipality="")
        self.elsewhere.add(actions.receive_report(region=self.rana.region, report=report).folder_id)

    @invariant()
    def the_other_region_sees_its_own_alone(self) -> None:
        if not hasattr(self, "rana"):
            return
        with acting(self.rana), connection.cursor() as cursor:
            found = {folder for _table, folder in cursor.execute(SEEN).fetchall()}
        assert found == {str(folder) for folder in self.elsewhere}

    @rule(
        domain=st.sampled_from(["care", "safety", "citizen"]),
        place=st.sampled_from([EMMEN, ASSEN, ""]),
        minor=st.sampled_from(["yes", "no"]),
        victim=st.booleans(),
        shielded=st.booleans(),
    )
    def a_report_arrives(self, domain, place, minor, victim, shielded) -> None:
        facts = {"possible_victim": "yes"} if victim else {}
        folder = self.stage.report(place, source_domain=domain, minor=minor, facts=facts, shielded=shielded).folder_id
        kind = SOCIAL if domain == "care" or minor == "yes" else SAFETY
        first = (kind, place) if place else ("chain_director", "")
        self.sight[folder] = {first} | ({("care_coordinators", "")} if victim else set())
        self.shielded[folder] = first if shielded else None

    @rule(place=st.sampled_from([EMMEN, ASSEN]), domain=st.sampled_from(["care", "safety"]))
    def a_desk_writes_down_what_it_was_told(self, place, domain) -> None:
        by = self.actors[("veilig_thuis", "")]
        report = self.stage.filled(place, source_domain=domain, entry="phone")
        folder = self.stage.do(actions.register, report=report, by=by).folder_id
        self.sight[folder] = {("veilig_thuis", ""), (SOCIAL if domain == "care" else SAFETY, place)}
        self.shielded[folder] = None

    def open_referrals(self, *states: str) -> list:
        found = [r for r in self.stage.rows("signals_referral") if r.state in states and r.to_desk_id in self.by_id]
        return sorted(found, key=lambda r: (r.offered_at, str(r.to_desk_id)))

    def led(self) -> list:
        return [r for r in self.open_referrals("accepted") if r.leads]

    def actor(self, desk_id):
        return self.actors[self.by_id[desk_id]]

    @precondition(lambda self: self.open_referrals("offered"))
    @rule(which=st.integers(0, 50))
    def a_desk_accepts(self, which) -> None:
        options = self.open_referrals("offered")
        referral = options[which % len(options)]
        self.stage.do(
            actions.accept,
            folder_id=referral.folder_id,
            referral_id=referral.id,
            revision=self.stage.revision(referral.folder_id),
            by=self.actor(referral.to_desk_id),
        )

    @precondition(lambda self: self.open_referrals("offered"))
    @rule(which=st.integers(0, 50))
    def a_desk_gives_back(self, which) -> None:
        options = self.open_referrals("offered")
        referral = options[which % len(options)]
        folder, me = referral.folder_id, self.by_id[referral.to_desk_id]
        try:
            self.stage.do(
                actions.decline,
                folder_id=folder,
                referral_id=referral.id,
                reason="Hoort hier niet.",
                revision=self.stage.revision(folder),
                by=self.actors[me],
            )
        except NotAllowed:
            assert me == ("chain_director", ""), "only who has nobody to give back to keeps it"
            return
        if referral.leads:
            sender = self.by_id.get(referral.from_desk_id)
            home = sender if sender and sender != me else ("chain_director", "")
            self.sight[folder].add(home)
            if self.shielded[folder] == me:
                self.shielded[folder] = home
        if not self.still_asked(folder, referral.to_desk_id, me):
            self.sight[folder].discard(me)

    def still_asked(self, folder, desk_id, me) -> bool:
        asked = any(
            r.folder_id == folder and r.to_desk_id == desk_id for r in self.open_referrals("offered", "accepted")
        )
        discussed = any(i.decided_at is None for i in self.stage.rows("signals_agendaitem", folder_id=folder))
        return asked or (discussed and me in {("chain_director", ""), ("care_coordinators", "")})

    @precondition(lambda self: self.led())
    @rule(which=st.integers(0, 50), form=st.sampled_from(["labour", "sexual", "other_exploitation", ""]))
    def the_lead_passes_on_along_the_route(self, which, form) -> None:
        options = self.led()
        referral = options[which % len(options)]
        folder, by = referral.folder_id, self.actor(referral.to_desk_id)
        facts = {
            name: "yes" if name == form else "no" for name in ("labour", "sexual", "criminal", "other_exploitation")
        }
        if not self.stage.signal(folder).closed_at:
            facts = {k: v for k, v in facts.items() if k in self.stage.signal(folder).facts}
        try:
            self.stage.do(actions.set_facts, folder_id=folder, facts=facts, revision=self.stage.revision(folder), by=by)
            decided = self.stage.do(actions.pass_on, folder_id=folder, revision=self.stage.revision(folder), by=by)
        except NotAllowed:
            return
        for destination in decided.all:
            if destination.desk.body_id is not None:
                self.sight[folder] |= {("chain_director", ""), ("care_coordinators", "")}
            elif not destination.desk.off_system and not destination.notice:
                self.sight[folder].add(self.by_id[destination.desk.id])

    @precondition(lambda self: self.led())
    @rule(which=st.integers(0, 50), to=st.sampled_from(DESKS), leads=st.booleans())
    def a_desk_departs_from_the_route(self, which, to, leads) -> None:
        options = self.led()
        referral = options[which % len(options)]
        folder, by = referral.folder_id, self.actor(referral.to_desk_id)
        try:
            self.stage.do(
                actions.pass_on_otherwise,
                folder_id=folder,
                desk_id=self.actors[to].desk_id,
                leads=leads,
                reason="Kent de situatie.",
                note="",
                revision=self.stage.revision(folder),
                by=by,
            )
        except NotAllowed:
            return
        self.sight[folder].add(to)

    def taken_back(self) -> list:
        """What a desk asked of another, beside the lead, and may take back."""
        found = self.open_referrals("offered", "accepted")
        return [r for r in found if not r.leads and r.from_desk_id in self.by_id and r.from_desk_id != r.to_desk_id]

    @precondition(lambda self: self.taken_back())
    @rule(which=st.integers(0, 50))
    def a_desk_takes_back_what_it_asked(self, which) -> None:
        options = self.taken_back()
        referral = options[which % len(options)]
        folder, me = referral.folder_id, self.by_id[referral.to_desk_id]
        (grant,) = [
            g
            for g in self.stage.rows("access_grant", folder_id=folder, desk_id=referral.to_desk_id)
            if g.revoked_at is None
        ]
        try:
            self.stage.do(
                actions.withdraw,
                folder_id=folder,
                referral_id=referral.id,
                reason="Vergissing.",
                revision=self.stage.revision(folder),
                by=self.actor(referral.from_desk_id),
            )
        except Http404:
            assert self.by_id[referral.from_desk_id] not in self.sight[folder], "who lost sight takes nothing back"
            return
        if grant.given_by_desk == referral.from_desk_id and not self.still_asked(folder, referral.to_desk_id, me):
            self.sight[folder].discard(me)

    @rule()
    def the_queue_finds_what_is_late(self) -> None:
        late = [
            r.folder_id
            for r in self.stage.rows("signals_referral")
            if r.state == "offered" and r.due_at and not r.escalated_at and r.folder_id in self.sight
        ]
        moment = timezone.now() + dt.timedelta(days=30)
        with as_role("lantaarn_worker"), patch("django.utils.timezone.now", return_value=moment):
            jobs.escalate("drenthe")
        for folder in late:
            self.sight[folder].add(("chain_director", ""))

    @precondition(lambda self: self.led())
    @rule(which=st.integers(0, 50), again=st.booleans())
    def the_lead_closes_and_perhaps_opens_again(self, which, again) -> None:
        options = self.led()
        referral = options[which % len(options)]
        folder, by = referral.folder_id, self.actor(referral.to_desk_id)
        self.stage.do(
            actions.close,
            folder_id=folder,
            reason="no_trafficking_found",
            note="",
            feedback="thanks_only",
            revision=self.stage.revision(folder),
            by=by,
        )
        if again:
            self.stage.do(
                actions.reopen, folder_id=folder, reason="Nieuwe melding.", revision=self.stage.revision(folder), by=by
            )

    @invariant()
    def every_desk_sees_what_the_model_says(self) -> None:
        if not hasattr(self, "sight"):
            return
        for desk, actor in self.actors.items():
            with acting(actor), connection.cursor() as cursor:
                rows = cursor.execute(SEEN).fetchall()
            expected = {str(folder) for folder, desks in self.sight.items() if desk in desks}
            for table in IN_FOLDER:
                seen = {folder for name, folder in rows if name == table}
                allowed = expected
                if table == "signals_report":
                    allowed = {f for f in expected if self.shielded_for(f) in (None, desk)}
                if table in PART_OF:
                    assert seen <= allowed, (desk, table)
                else:
                    assert seen == allowed, (desk, table)

    def shielded_for(self, folder: str):
        return next(desk for key, desk in self.shielded.items() if str(key) == folder)

    def teardown(self) -> None:
        """At the end of a course, the product's own questions: list, export, inbox, one, heads."""
        if not getattr(self, "sight", None):
            return
        for desk, actor in self.actors.items():
            expected = {folder for folder, desks in self.sight.items() if desk in desks}
            page = self.stage.do(queries.signal_list, filters=Filters(), by=actor)
            assert {row.folder_id for row in page.rows} == expected, desk
            assert page.count == len(expected)
            whole = self.stage.do(queries.signal_list, filters=Filters(), everything=True, by=actor)
            assert whole.rows == page.rows
            inbox = self.stage.do(queries.inbox, by=actor)
            assert {row.folder_id for row in inbox.everything} <= expected, desk
            assert {task.folder_id for task in inbox.tasks if task.may_open} <= expected
            with acting(actor), connection.cursor() as cursor:
                cursor.execute("SELECT folder_id FROM signals_heads('-infinity')")
                heads = {row[0] for row in cursor.fetchall()}
            assert heads == (set(self.sight) if actor.can("chain.view") else set())
        for folder, desks in self.sight.items():
            outsider = next(desk for desk in DESKS if desk not in desks)
            insider = next(iter(desks))
            assert self.stage.do(queries.one, folder_id=folder, by=self.actors[insider]).folder_id == folder
            with pytest.raises(Http404):
                self.stage.do(queries.one, folder_id=folder, by=self.actors[outsider])


def test_after_every_step_each_desk_sees_what_was_promised_and_no_more(stage, database):
    from ground import region

    def wipe() -> None:
        database.clean()
        region._restore(database)

    Course.stage, Course.wipe = stage, staticmethod(wipe)
    run_state_machine_as_test(
        Course,
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_model_looks_at_every_table_that_lies_in_a_folder():
    assert set(CASE_TABLES) - set(IN_FOLDER) == {
        "folders_personrecord",
        "folders_personjoin",
        "signals_task",
        "signals_signallink",
        "signals_draft",
        "signals_advice",
        "signals_importbatch",
        "access_disclosure",
        "access_share",
        "access_shareline",
        "access_consent",
        "access_emergency",
    }


def test_an_export_holds_what_the_list_holds(stage, sign_in):
    stage.accepted()
    stage.report(source_domain="safety")
    stage.report(ASSEN)
    rows = list(
        csv.reader(io.StringIO(sign_in("Noor Voorbeeld").get("/lijst/csv/").content.decode("utf-8-sig")), delimiter=";")
    )
    codes = {cell for row in rows for cell in row if cell.startswith("S-")}
    assert codes == {row.code for row in stage.rows("signals_signal") if row.lead_desk_id == stage.noor.desk_id}
