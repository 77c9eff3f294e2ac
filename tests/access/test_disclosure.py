"""Any course of sharing: after each step a model in plain sets says which desk sees which contribution.

The model knows the promise, not the code. A desk sees what it brought itself, and what somebody who saw it gave it by a
share that still holds, as long as it holds the folder; in an emergency it sees everything but what the police
brought. What was given on ends with what it came from. A record of a person is seen with any of its values; that two
were joined is seen by who sees both, and changes nothing else. Nothing goes that the table, asked for who shares and
for who brought it, does not let go. Raw SELECTs as the website's role on every table, and the product's own questions.
"""

from __future__ import annotations

import dataclasses
import itertools
import uuid

import pytest
from django.db import connection
from django.http import Http404
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

from ground.region import ASSEN, EMMEN, Stage
from lantaarn.context.session import acting
from lantaarn.folders import persons, sharing
from lantaarn.folders.sharing import ConsentInput, PartyKind
from lantaarn.rules.sharing import decide
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, queries
from lantaarn.signals.queries import Filters
from lantaarn.tables import queries as tables

SOCIAL, SAFETY = "focal_point_social", "focal_point_safety"
DESKS = [(SOCIAL, EMMEN), (SAFETY, EMMEN), (SOCIAL, ASSEN), ("chain_director", ""), ("care_coordinators", "")]
WRITERS = [*DESKS, ("veilig_thuis", ""), ("tmm", "")]
"""The police work off-system here; what they brought lies in folders all the same, and stays closed in emergencies."""
CATEGORIES = ("person", "contact", "care", "health", "criminal", "phenomenon")
DOMAINS = ("care", "safety", "municipality", "citizen")
GROUNDS = ("covenant", "legal_task", "vital_interest", "own_ground_municipality", "consent", "permission_lifted")
ANSWERS = st.sampled_from(["yes", "no"])
PURPOSES = ("help", "investigation", "integrated_approach")


@dataclasses.dataclass(eq=False)
class Shared:
    """A share as the model remembers it."""

    folder: uuid.UUID
    giver: uuid.UUID
    taker: uuid.UUID | None
    what: set
    ground: str
    purpose: str
    state: str
    consent: uuid.UUID | None = None
    follows: bool = False
    automatic: bool = False
    live: set = dataclasses.field(default_factory=set)


def grown(start: set, more) -> set:
    """A set with all that follows from it."""
    found = set(start)
    while not more(found) <= found:
        found |= more(found)
    return found


class Sharing(RuleBasedStateMachine):
    """Desks that share, take back, ask consent, look in emergencies, and pass on what they got."""

    stage: Stage
    wipe: object
    seen_steps = 0

    @initialize(outside=st.sets(st.sampled_from(["zvhd", "gemeente_assen", "gemeente_emmen"]), max_size=1))
    def begin(self, outside) -> None:
        type(self).wipe()
        self.stage.superuser.execute(
            "UPDATE network_organisation SET covenant_party = false WHERE code = ANY (%s)", [list(outside)]
        )
        self.actors = {self.stage.desk(*desk): self.stage.at(*desk) for desk in DESKS}
        self.desks = list(self.actors)
        self.parties = {
            row[0]: row[1:]
            for row in self.stage.superuser.execute(
                "SELECT d.id, o.kind, d.domain, o.covenant_party, d.off_system FROM network_desk d"
                " JOIN network_organisation o ON o.id = d.organisation_id"
            ).fetchall()
        }
        self.police = self.stage.row("network_desk", id=self.stage.desk("tmm"))
        self.folders: dict = {}
        self.grants: dict = {}
        self.owner: dict = {}
        self.kind: dict = {}
        self.shares: dict = {}
        self.consents: dict = {}
        self.emergencies: dict = {}
        self.persons: dict = {}
        self.joins: list = []

    # -- the law, asked without the product's own judging ---------------------------------------------------------

    def table(self):
        with acting(next(iter(self.actors.values()))):
            return tables.active_sharing("drenthe")

    def law(self, contribution, giver, taker_kind, taker_party, ground, purpose, consent=None) -> str:
        now = self.now
        category, domain, folder = self.kind[contribution]
        minor, acute = self.folders[folder]
        said = "not_asked"
        if consent is not None:
            sort, kinds, categories, withdrawn = self.consents[self.key(consent)]
            fits = {"consent": "avg_consent", "permission_lifted": "secrecy_permission"}.get(ground) == sort
            if fits and withdrawn:
                said = "withdrawn"
            elif fits and taker_kind in kinds and category in categories:
                said = "given"
        worst = None
        for sharer in {giver, self.owner[contribution]}:
            kind, desk_domain, party, _off = self.parties[sharer]
            both = (
                ("both_party" if taker_party else "recipient_no_party")
                if party
                else ("sharer_no_party" if taker_party else "no_party")
            )
            facts = {
                "category": category, "provenance_domain": domain, "minor": minor, "acute_danger": acute,
                "sharer_kind": now.sharing.kind_of(organisation=kind, desk_domain=desk_domain),
                "recipient_kind": taker_kind, "covenant": both, "ground": ground, "consent": said, "purpose": purpose,
            }  # fmt: skip
            verdict = decide(now.plan, facts).kind
            worst = verdict if worst is None else min(worst, verdict, key=now.plan.rank)
        return worst

    def law_to(self, contribution, giver, taker, ground, purpose, consent=None) -> str:
        kind, domain, party, _off = self.parties[taker]
        code = self.now.sharing.kind_of(organisation=kind, desk_domain=domain)
        return self.law(contribution, giver, code, party, ground, purpose, consent)

    # -- the model ------------------------------------------------------------------------------------------------

    def given(self, contribution, desk) -> bool:
        """As its own or by a share that holds; not by an emergency."""
        return self.owner[contribution] == desk or any(
            share.taker == desk and contribution in share.live for share in self.shares.values()
        )

    def sees(self, contribution, desk) -> bool:
        folder = self.kind[contribution][2]
        if not self.holds(folder, desk):
            return False
        opened = any(key[:2] == (folder, desk) for key in self.emergencies)
        return self.given(contribution, desk) or (opened and self.owner[contribution] != self.police.id)

    def holds(self, folder, desk) -> bool:
        return desk in self.grants[folder] or any(key[:2] == (folder, desk) for key in self.emergencies)

    def of(self, folder) -> list:
        return [one for one, (_c, _d, home) in self.kind.items() if home == folder]

    def note(self, contribution, owner, category, domain, folder) -> None:
        self.owner[contribution], self.kind[contribution] = owner, (category, domain, folder)

    def goes_along(self, folder, giver, taker, among=None) -> None:
        """The route's share: what the covenant lets pass for help, of what the giver was given."""
        if self.parties[taker][3]:
            return
        what = {
            one
            for one in (among if among is not None else self.of(folder))
            if self.given(one, giver)
            and self.owner[one] != taker
            and self.law_to(one, giver, taker, "covenant", "help") == "share"
        }
        going = [
            s
            for s in self.shares.values()
            if (s.folder, s.giver, s.taker) == (folder, giver, taker) and s.automatic and s.state == "in_force"
        ]
        if going:
            going[0].what |= what
            going[0].live |= what
        else:
            self.shares[object()] = Shared(
                folder, giver, taker, what, "covenant", "help", "in_force", follows=True, automatic=True, live=set(what)
            )

    def take_back(self, ended) -> None:
        """What flowed from it ends, unless it can be reached from outside of what was hit."""
        hit = {(one, share.taker) for share in ended for one in share.live}
        hit = grown(
            hit, lambda found: {(one, s.taker) for s in self.every() for one in s.live if (one, s.giver) in found}
        )
        for share in ended:
            share.state, share.live = "ended", set()
        kept = grown(
            {pair for pair in hit if self.owner[pair[0]] == pair[1]},
            lambda found: {
                (one, s.taker)
                for s in self.every()
                for one in s.live
                if (one, s.taker) in hit and ((one, s.giver) in found or (one, s.giver) not in hit)
            },
        )
        for share in self.every():
            share.live = {one for one in share.live if (one, share.giver) not in hit or (one, share.giver) in kept}
        for folder, desk in {(self.kind[one][2], desk) for one, desk in hit}:
            if self.grants[folder].get(desk) == "share" and not any(self.given(one, desk) for one in self.of(folder)):
                del self.grants[folder][desk]

    def every(self) -> list:
        return list(self.shares.values())

    # -- what happens ---------------------------------------------------------------------------------------------

    @rule(
        domain=st.sampled_from(DOMAINS[:2]), minor=st.sampled_from(["yes", "no"]), acute=st.sampled_from(["yes", "no"])
    )
    def a_report_arrives(self, domain, minor, acute) -> None:
        report = self.stage.report(
            EMMEN, source_domain=domain, minor=minor, acute_danger=acute, interpreted="", card={},
            facts={"possible_victim": "yes"},
        )  # fmt: skip
        folder = report.folder_id
        self.now = self.table()
        self.folders[folder] = (minor, acute)
        grants = self.stage.rows("access_grant", folder_id=folder)
        home = self.stage.row("folders_folder", id=folder).opened_for_id
        self.grants[folder] = {row.desk_id: row.ground for row in grants}
        assert set(self.grants[folder]) <= set(self.desks)
        brought = self.stage.rows("folders_contribution", folder_id=folder)
        for row in sorted(brought, key=lambda row: (row.category, row.kind, row.text)):
            self.note(row.id, row.desk_id, row.category, row.domain, folder)
            assert row.desk_id == home, "what a reporter brought is the first desk's"
        for desk in self.grants[folder]:
            if desk != home:
                self.goes_along(folder, home, desk)

    def knows(self, person, desk) -> bool:
        return any(self.sees(one, desk) for one in self.persons[person][1])

    def pairs(self) -> list:
        """In the order in which it came about: keys are made at random, and a failure must repeat itself."""
        return [(folder, desk) for folder, held in self.grants.items() for desk in self.desks if desk in held]

    @precondition(lambda self: self.folders)
    @rule(which=st.integers(0, 99), category=st.sampled_from(CATEGORIES), domain=st.sampled_from(DOMAINS))
    def a_desk_adds_something(self, which, category, domain) -> None:
        options = self.pairs()
        folder, desk = options[which % len(options)]
        made = self.stage.do(
            actions.add_contribution, folder_id=folder, kind="observed", category=category, text="Iets.",
            domain=domain, by=self.actors[desk],
        )  # fmt: skip
        self.note(made, desk, category, domain, folder)
        self.follows_along(made, folder, desk)

    def follows_along(self, made, folder, desk) -> None:
        for share in list(self.shares.values()):
            if share.folder == folder and share.giver == desk and share.follows and share.state == "in_force":
                verdict = self.law_to(made, desk, share.taker, share.ground, share.purpose, share.consent)
                if verdict == "share":
                    share.what.add(made)
                    share.live.add(made)

    @precondition(lambda self: self.folders)
    @rule(which=st.integers(0, 99), role=st.sampled_from(["PossibleVictimOfTrafficking", "Exploiter"]))
    def a_desk_notes_a_person(self, which, role) -> None:
        options = self.pairs()
        folder, desk = options[which % len(options)]
        person = self.stage.do(
            actions.note_person, folder_id=folder, values=[("name", "Persoon Verzonnen-Een"), ("role", role)],
            kind="observed", domain="municipality", by=self.actors[desk],
        )  # fmt: skip
        made = sorted(self.stage.rows("folders_contribution", person_id=person), key=lambda row: row.field)
        self.persons[person] = (desk, [row.id for row in made])
        assert sorted(row.category for row in made) == sorted(
            ["person", "criminal" if role == "Exploiter" else "person"]
        )
        for row in made:
            self.note(row.id, desk, row.category, "municipality", folder)
            self.follows_along(row.id, folder, desk)
        for other in [one for one in self.persons if one != person and self.knows(one, desk)][:1]:
            self.say(person, other, desk, same=True)

    def couples(self) -> list:
        return list(itertools.combinations(self.persons, 2))

    @precondition(lambda self: self.couples())
    @rule(which=st.integers(0, 99), by=st.integers(0, 9), same=st.booleans(), blind=st.booleans())
    def somebody_says_that_two_are_one_person(self, which, by, same, blind) -> None:
        """Or that they are not; only who sees both can, and only who has a part in it takes it back."""
        options = [(one, other, desk) for one, other in self.couples() for desk in self.desks]
        able = [(one, other, desk) for one, other, desk in options if self.knows(one, desk) and self.knows(other, desk)]
        options = options if blind or not able else able
        self.say(*options[(10 * which + by) % len(options)], same=same)

    def say(self, one, other, desk, *, same) -> None:
        said = [row[2:] for row in self.joins if set(row[:2]) == {one, other}]
        owners = {self.persons[one][0], self.persons[other][0]}
        if not (self.knows(one, desk) and self.knows(other, desk)):
            expected: type[Exception] | None = Http404
        elif same:
            expected = NotAllowed if said and said[-1][0] else None
        elif not said or not said[-1][0]:
            expected = NotAllowed
        else:
            expected = None if desk in owners | {who for joined, who in said if joined} else NotAllowed
        act = persons.join if same else persons.part
        given = {"person_id": one, "other_id": other, "why": "Zij zei het.", "by": self.actors[desk]}
        if expected is not None:
            with pytest.raises(expected):
                self.stage.do(act, **given)
            return
        self.stage.do(act, **given)
        self.joins.append((one, other, same, desk))

    @precondition(lambda self: self.folders)
    @rule(which=st.integers(0, 99))
    def the_police_brought_something(self, which) -> None:
        folder = list(self.folders)[which % len(self.folders)]
        (made,) = self.stage.superuser.execute(
            "INSERT INTO folders_contribution (id, region_id, folder_id, desk_id, organisation_id, by_reporter, domain,"
            " kind, category, text, data, said_by, source, ground, at) VALUES (gen_random_uuid(), 'drenthe', %s, %s,"
            " %s, false, 'safety', 'observed', 'criminal', 'x', '{}', '', '', '', now()) RETURNING id",
            [folder, self.police.id, self.police.organisation_id],
        ).fetchone()
        self.note(made, self.police.id, "criminal", "safety", folder)

    @precondition(lambda self: self.folders)
    @rule(
        which=st.integers(0, 99), to=st.integers(0, 9), ground=st.sampled_from(GROUNDS),
        purpose=st.sampled_from(PURPOSES), follows=st.booleans(), mask=st.integers(1, 255), greedy=st.booleans(),
    )  # fmt: skip
    def a_desk_shares_by_hand(self, which, to, ground, purpose, follows, mask, greedy) -> None:
        options = self.pairs()
        folder, desk = options[which % len(options)]
        taker = self.desks[to % len(self.desks)]
        if taker == desk:
            return
        consent = self.consent_for(folder, desk, ground)
        by = self.actors[desk]
        terms = {
            "folder_id": folder,
            "to": taker,
            "ground": ground,
            "purpose": purpose,
            "consent_id": consent,
            "by": by,
        }
        shown = {line.contribution_id: line for line in self.stage.do(sharing.preview, **terms).lines}
        lines = [shown[one] for one in self.kind if one in shown]
        assert shown.keys() == {c for c in self.of(folder) if self.given(c, desk)}
        for line in lines:
            verdict = self.law_to(line.contribution_id, desk, taker, ground, purpose, consent)
            assert line.verdict == verdict, "the table's own answer, for who shares and for who brought it"
        may = [line for line in lines if line.may_go]
        chosen = {line.contribution_id for n, line in enumerate(lines if greedy else may) if mask >> (n % 8) & 1}
        if not chosen:
            return
        try:
            made = self.stage.do(sharing.share, contribution_ids=chosen, follows=follows, **terms)
        except NotAllowed:
            assert not chosen <= {line.contribution_id for line in may} or ground in {"consent", "permission_lifted"}
            return
        verdicts = {line.contribution_id: line.verdict for line in lines}
        state = "waiting_second" if "second_person" in {verdicts[one] for one in chosen} else "in_force"
        assert made.state == state
        share = Shared(folder, desk, taker, chosen, ground, purpose, state, consent, follows)
        self.shares[made.share_id] = share
        if state == "in_force":
            self.put_in_force(share)

    def put_in_force(self, share) -> None:
        share.state, share.live = "in_force", set(share.what)
        self.grants[share.folder].setdefault(share.taker, "share")

    def consent_for(self, folder, desk, ground):
        sort = {"consent": "avg_consent", "permission_lifted": "secrecy_permission"}.get(ground)
        found = [key for key, row in self.consents.items() if row[0] == sort and key[:2] == (folder, desk)]
        return found[-1][2] if found and not self.consents[found[-1]][3] else None

    def waiting(self) -> list:
        return [key for key, share in self.shares.items() if share.state == "waiting_second"]

    @precondition(lambda self: self.waiting())
    @rule(which=st.integers(0, 99), yes=st.booleans(), same=st.booleans())
    def a_second_person_decides(self, which, yes, same) -> None:
        options = self.waiting()
        key = options[which % len(options)]
        share = self.shares[key]
        first = self.actors[share.giver]
        by = first if same else dataclasses.replace(first, user_id=uuid.uuid4())
        still = share.giver in self.grants[share.folder] and all(self.given(one, share.giver) for one in share.what)
        still = still and (share.consent is None or not self.consents[self.key(share.consent)][3])
        try:
            if yes:
                self.stage.do(sharing.confirm_second, share_id=key, by=by)
            else:
                self.stage.do(sharing.refuse_second, share_id=key, why="Niet nodig.", by=by)
        except NotAllowed:
            assert same or (yes and not still)
            return
        assert not same, "the second person is another than the first"
        assert still or not yes
        if yes:
            self.put_in_force(share)
        else:
            share.state = "refused"

    def key(self, consent_id):
        return next(key for key in self.consents if key[2] == consent_id)

    def in_force(self) -> list:
        return [
            key
            for key, share in self.shares.items()
            if share.state in {"in_force", "waiting_second"} and not share.automatic
        ]

    @precondition(lambda self: self.in_force())
    @rule(which=st.integers(0, 99))
    def a_share_is_withdrawn(self, which) -> None:
        options = self.in_force()
        share = self.shares[options[which % len(options)]]
        by = self.actors[share.giver]
        ended = self.stage.do(sharing.withdraw_share, share_id=options[which % len(options)], why="Toch niet.", by=by)
        before = {(one, s.taker) for s in self.shares.values() for one in s.live}
        self.take_back([share])
        after = {(one, s.taker) for s in self.shares.values() for one in s.live}
        assert {(one.contribution_id, one.desk_id) for one in ended.ended} >= before - after

    @precondition(lambda self: self.folders)
    @rule(
        which=st.integers(0, 99), sort=st.sampled_from(["avg_consent", "secrecy_permission"]),
        kinds=st.sets(st.sampled_from(["safety_house", "municipality_social", "municipality_safety"]), min_size=1),
        categories=st.sets(st.sampled_from(CATEGORIES), min_size=1),
    )  # fmt: skip
    def somebody_says_yes(self, which, sort, kinds, categories) -> None:
        options = self.pairs()
        folder, desk = options[which % len(options)]
        said = ConsentInput(
            kind=sort, subject="Mirte Verzonnen", age_group="from_16", given_by="self", how="written",
            told="Wat en wie.", scope_kinds=tuple(kinds), categories=tuple(categories),
        )  # fmt: skip
        made = self.stage.do(sharing.record_consent, folder_id=folder, consent=said, by=self.actors[desk])
        self.consents[folder, desk, made] = [sort, kinds, categories, False]

    def said_yes(self) -> list:
        return [key for key, row in self.consents.items() if not row[3] and self.holds(key[0], key[1])]

    @precondition(lambda self: self.said_yes())
    @rule(which=st.integers(0, 99))
    def somebody_takes_it_back(self, which) -> None:
        options = self.said_yes()
        folder, desk, consent_id = options[which % len(options)]
        self.stage.do(sharing.withdraw_consent, consent_id=consent_id, why="Toch niet.", by=self.actors[desk])
        self.consents[folder, desk, consent_id][3] = True
        self.take_back(
            [
                share
                for share in self.shares.values()
                if share.consent == consent_id and share.state in {"in_force", "waiting_second"}
            ]
        )

    @precondition(lambda self: self.folders)
    @rule(which=st.integers(0, 99), desk=st.integers(0, 9))
    def a_desk_opens_an_emergency(self, which, desk) -> None:
        folder = list(self.folders)[which % len(self.folders)]
        by = self.actors[self.desks[desk % len(self.desks)]]
        code = self.stage.signal(folder).code
        made = self.stage.do(sharing.open_emergency, code=code, reason="Zij is weg.", by=by)
        assert made.folder_id == folder
        self.emergencies[folder, by.desk_id, made.emergency_id] = True

    @precondition(lambda self: self.emergencies)
    @rule(which=st.integers(0, 99), by_hand=st.booleans())
    def an_emergency_ends(self, which, by_hand) -> None:
        key = list(self.emergencies)[which % len(self.emergencies)]
        if by_hand:
            self.stage.do(sharing.close_emergency, emergency_id=key[2], by=self.actors[key[1]])
            del self.emergencies[key]
            return
        past = "SET opened_at = opened_at - interval '61 minutes', ends_at = ends_at - interval '61 minutes'"
        self.stage.superuser.execute(f"UPDATE access_emergency {past}")
        self.stage.superuser.execute("UPDATE access_grant SET ends_at = ends_at - interval '61 minutes'")
        self.emergencies.clear()

    @precondition(lambda self: self.folders)
    @rule(which=st.integers(0, 99), to=st.integers(0, 9))
    def the_lead_brings_another_desk_in(self, which, to) -> None:
        folder = list(self.folders)[which % len(self.folders)]
        lead = next(
            r
            for r in self.stage.rows("signals_referral", folder_id=folder, leads=True)
            if r.state in ("offered", "accepted")
        )
        taker, by = self.desks[to % len(self.desks)], self.actors.get(lead.to_desk_id)
        if by is None or taker == lead.to_desk_id or by.desk_id not in self.grants[folder]:
            return
        if lead.state == "offered":
            self.stage.accept(folder, by=by)
            self.shared_back(folder, by.desk_id, lead.from_desk_id)
        try:
            self.stage.do(
                actions.pass_on_otherwise, folder_id=folder, desk_id=taker, leads=False, reason="x", note="",
                revision=self.stage.revision(folder), by=by,
            )  # fmt: skip
        except NotAllowed:
            return
        self.grants[folder].setdefault(taker, "overruled")
        self.goes_along(folder, by.desk_id, taker)

    def shared_back(self, folder, desk, sender) -> None:
        senders = {
            s.giver
            for s in self.shares.values()
            if (s.folder, s.taker) == (folder, desk) and s.automatic and s.state == "in_force"
        } | ({sender} if sender else set())
        for one in sorted(senders, key=self.desks.index):
            if self.holds(folder, one) and one != desk:
                self.goes_along(folder, desk, one)

    def asked(self) -> list:
        found = [
            r
            for r in self.stage.rows("signals_referral")
            if not r.leads and r.state == "offered" and r.to_desk_id in self.grants[r.folder_id]
        ]
        return sorted(found, key=lambda r: (r.offered_at, self.desks.index(r.to_desk_id)))

    @precondition(lambda self: self.asked())
    @rule(which=st.integers(0, 99), yes=st.booleans())
    def who_was_asked_answers(self, which, yes) -> None:
        options = self.asked()
        referral = options[which % len(options)]
        folder, desk = referral.folder_id, referral.to_desk_id
        act = actions.accept if yes else actions.decline
        more = {} if yes else {"reason": "Niet voor ons."}
        self.stage.do(
            act, folder_id=folder, referral_id=referral.id, revision=self.stage.revision(folder),
            by=self.actors[desk], **more,
        )  # fmt: skip
        if yes:
            self.shared_back(folder, desk, referral.from_desk_id)
            return
        still = any(
            r.to_desk_id == desk and r.state in ("offered", "accepted")
            for r in self.stage.rows("signals_referral", folder_id=folder)
        )
        if not still:
            del self.grants[folder][desk]
            for key in [key for key in self.emergencies if key[:2] == (folder, desk)]:
                del self.emergencies[key]
            for share in self.shares.values():
                if share.folder == folder and share.taker == desk:
                    share.live = set()
                    if share.state == "in_force":
                        share.state = "ended"

    # -- what must hold after each step ---------------------------------------------------------------------------

    @invariant()
    def every_desk_sees_what_the_model_says(self) -> None:
        if not hasattr(self, "grants"):
            return
        type(self).seen_steps += 1
        for desk, actor in self.actors.items():
            self.compare(desk, actor)

    def compare(self, desk, actor) -> None:
        with acting(actor), connection.cursor() as cursor:
            rows = cursor.execute(RAW).fetchall()
        seen: dict = {name: set() for name in KINDS}
        for name, value in rows:
            seen[name].add(value)
        mine = {one for one in self.owner if self.sees(one, desk)}
        assert seen["contribution"] == {str(one) for one in mine}, self.told(desk)
        assert seen["place"] == {str(one) for one in mine if self.kind[one][0] == "place"}
        known = {person for person in self.persons if self.knows(person, desk)}
        assert seen["person"] == {str(person) for person in known}
        joined = [f"{' '.join(sorted(map(str, row[:2])))} {row[2]}" for row in self.joins if known >= set(row[:2])]
        assert seen["join"] == set(joined), "who sees one of two records does not learn that they were joined"
        held = {str(folder) for folder in self.folders if self.holds(folder, desk)}
        assert seen["folder"] == held
        assert seen["signal"] == held
        assert seen["disclosure"] <= {str(one) for one in self.owner if self.given(one, desk)}
        assert seen["consent"] == {str(key[2]) for key in self.consents if key[1] == desk and self.holds(key[0], desk)}
        by_me = {str(key) for key, share in self.shares.items() if share.giver == desk and not share.automatic}
        known = {str(key) for key, share in self.shares.items() if not share.automatic}
        organisation = {
            str(key)
            for key, share in self.shares.items()
            if share.state == "waiting_second" and self.actors[share.giver].organisation_id == actor.organisation_id
        }
        lines = {one for one in seen["line"] if one in known}
        assert by_me <= lines <= by_me | organisation, "who receives does not learn what stayed behind"

    def told(self, desk) -> str:
        return str(self.actors[desk].desk_label)

    def teardown(self) -> None:
        """At the end, the product's own questions: the page, list, counts, search, export and preview."""
        if not getattr(self, "folders", None):
            return
        for desk, actor in self.actors.items():
            held = {folder for folder in self.folders if self.holds(folder, desk)}
            page = self.stage.do(queries.signal_list, filters=Filters(), by=actor)
            assert {row.folder_id for row in page.rows} == held
            assert page.count == len(held)
            whole = self.stage.do(queries.signal_list, filters=Filters(), everything=True, by=actor)
            assert {row.folder_id for row in whole.rows} == held
            for folder in self.folders:
                if folder not in held:
                    for ask in (queries.one, sharing.shares_of):
                        with pytest.raises(Http404):
                            self.stage.do(ask, folder_id=folder, by=actor)
                    with pytest.raises(Http404):
                        self.stage.do(
                            sharing.preview, folder_id=folder, to=PartyKind("riec"), ground="covenant", purpose="help",
                            by=actor,
                        )  # fmt: skip
                    continue
                found = self.stage.do(queries.one, folder_id=folder, by=actor)
                mine = {one for one in self.of(folder) if self.sees(one, desk)}
                assert {one.id for one in found.words} == {one for one in mine if self.kind[one][0] != "place"}
                assert len(found.places) == sum(self.kind[one][0] == "place" for one in mine)


KINDS = ("contribution", "place", "disclosure", "folder", "signal", "consent", "emergency", "line", "person", "join")
RAW = """
SELECT 'contribution', id::text FROM folders_contribution
UNION ALL SELECT 'place', contribution_id::text FROM signals_place
UNION ALL SELECT 'disclosure', contribution_id::text FROM access_disclosure WHERE revoked_at IS NULL
UNION ALL SELECT 'folder', id::text FROM folders_folder
UNION ALL SELECT 'signal', folder_id::text FROM signals_signal
UNION ALL SELECT 'consent', id::text FROM access_consent
UNION ALL SELECT 'emergency', id::text FROM access_emergency
UNION ALL SELECT DISTINCT 'line', share_id::text FROM access_shareline
UNION ALL SELECT 'person', id::text FROM folders_personrecord
UNION ALL SELECT DISTINCT 'join', concat_ws(' ', first_id, second_id, initcap(same::text)) FROM folders_personjoin
"""


def run(stage, database, examples: int, steps: int) -> int:
    from ground import region

    def wipe() -> None:
        database.clean()
        region._restore(database)

    Sharing.stage, Sharing.wipe, Sharing.seen_steps = stage, staticmethod(wipe), 0
    run_state_machine_as_test(
        Sharing,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Sharing.seen_steps


def test_after_every_step_of_sharing_each_desk_sees_what_was_promised_and_no_more(stage, database):
    assert run(stage, database, examples=4, steps=30) > 10


@pytest.mark.long
def test_the_same_in_thousands_of_steps(stage, database):
    assert run(stage, database, examples=80, steps=60) > 2000
