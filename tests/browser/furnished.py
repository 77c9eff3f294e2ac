"""A region in which something of everything lies about, so that each page has something to show.

Made once per run through the product's own actions, and copied for each test after.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from ground.region import _SEQUENCES, Stage, as_role

NOOR, BRAM, SANNE = "Noor Voorbeeld", "Bram Verzonnen", "Sanne Testpersoon"
FENNA, IRIS, ESRA, HANNA = "Fenna Voorbeeld", "Iris Testpersoon", "Esra Voorbeeld", "Hanna Oefening"
WIESJE = "Wiesje Proef"
EVERYBODY = (NOOR, BRAM, SANNE, FENNA, IRIS, ESRA, HANNA, WIESJE)

LABOUR = {"labour": "yes", "possible_victim": "yes"}
OLD_LIST = b"""Datum melding,Gemeente,Omschrijving,Vreemd
2025-03-04,Emmen,Zes matrassen in een schuur,x
ooit,Nergens,,y
"""


@dataclass(frozen=True)
class Things:
    """The keys of what lies about, by what a page is asked for."""

    signal: dict[str, UUID]
    referral: dict[str, UUID]
    version: dict[str, UUID]
    batch: dict[str, UUID]
    key: dict[str, Any]


_KEPT: dict[str, bytes] = {}
_THINGS: list[Things] = []


def furnished(stage: Stage, database: Any) -> Things:
    """The furnished region; the first time it is made, after that it is copied."""
    if _THINGS:
        _restore(database)
    else:
        _THINGS.append(_furnish(stage))
        for table in database.not_empty(database.empty_tables):
            with database.connection.cursor().copy(f"COPY {table} TO STDOUT") as copied:
                _KEPT[table] = b"".join(bytes(block) for block in copied)
    return _THINGS[0]


def _restore(database: Any) -> None:
    for table in database.not_empty(database.empty_tables):
        database.connection.execute(f"DELETE FROM {table}")
    for table, rows in _KEPT.items():
        with database.connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(rows)
    for table, sequence in database.connection.execute(_SEQUENCES).fetchall():
        if table in _KEPT:
            database.connection.execute(f"SELECT setval('{sequence}', (SELECT max(id) FROM {table}))")


def _furnish(stage: Stage) -> Things:
    key: dict[str, Any] = {}
    key |= _plan(stage)
    signal, referral = _signals(stage)
    key |= _meeting(stage, signal) | _people(stage) | _small(stage, signal) | _shared(stage, signal)
    key |= _persons(stage, signal["working"])
    _clocks(signal["closed"], stage)
    key |= _asked(signal["working"], stage) | _programme(stage)
    return Things(signal, referral, _versions(stage), _batches(stage), key)


def _asked(folder: UUID, stage: Stage) -> dict[str, Any]:
    """A request that is being handled, with something found, and one that was answered."""
    from lantaarn.subjects import actions

    def received(kind: str) -> UUID:
        today = timezone.localdate()
        asked = actions.Asked(
            kind=kind, asked_by="self", channel="counter", received_on=today, name="Mirte Verzonnen",
            safe_contact="Codewoord lantaarn", never_call=True,
        )  # fmt: skip
        return stage.do(actions.receive, asked=asked, by=stage.noor)[0]

    request, answered, esra = received("objection"), received("access"), stage.esra
    stage.do(actions.tell_nothing, request_id=answered, ground="crime", by=esra)
    stage.do(actions.check_contact, request_id=request, outcome="safe", note="Alleen gesproken", by=esra)
    stage.do(actions.identify, request_id=request, how="document", by=esra)
    stage.do(actions.search, request_id=request, code=stage.signal(folder).code, by=esra)
    item = stage.rows("subjects_item", request_id=request, desk_id=stage.noor.desk_id)[0].id
    stage.do(actions.pass_to_desk, item_id=item, asks="Dit klopt niet.", by=esra)
    return {"request": request, "answered": answered, "asked_item": item, "asked_signal": folder}


def _clocks(closed: UUID, stage: Stage) -> None:
    """The queue has laid the clocks; one signal is held."""
    from pathlib import Path

    from lantaarn.access.retention import actions, running

    with as_role("lantaarn_worker"):
        running.run(file=Path("none"), dry_run=True)
    stage.do(actions.hold, folder_id=closed, why="Er loopt een strafzaak", by=stage.esra)


PLAN = """# Programma Voorbeeld 2026-2027

## Pijler 1. Voorkomen

| Wat gaan we doen | Niveau | Actiehouder | Wanneer |
|---|---|---|---|
| Training voor aandachtsfunctionarissen | Regionaal | ZVHD | Minimaal 1x per jaar |
| Intranetpagina met de meldroute | Lokaal | Gemeenten | Q2 2026 |

Iets wat niet is begrepen:

| Jaar | Meldingen |
|---|---|
| 2024 | 12 |
"""


def _programme(stage: Stage) -> dict[str, Any]:
    """A programme that was adopted, a document that waits, a training planned, and what was said of an action."""
    from lantaarn.outreach.actions import TrainingInput, plan_training
    from lantaarn.programme import actions, queries
    from lantaarn.programme.reading import read_document
    from programme.invented import brought

    sanne, today = stage.sanne, timezone.localdate()
    read, lines = read_document(PLAN.encode())
    drafts = [stage.do(brought, name="plan.md", read=read, lines=lines, by=sanne) for _number in range(2)]
    refused = stage.do(actions.bring_document, name="scan.pdf", content=b"%PDF", by=sanne)
    stage.superuser.execute(
        "UPDATE programme_importdraft SET state = 'refused', refused = 'Dit zijn foto’s van een tekst.' WHERE id = %s",
        [refused],
    )
    cover = actions.ProgrammeInput(
        "Programma Voorbeeld", starts_on=dt.date(today.year, 1, 1), ends_on=dt.date(today.year + 1, 12, 31)
    )
    programme = stage.do(actions.confirm_import, draft_id=drafts[0], programme=cover, by=sanne)
    stage.do(actions.adopt_programme, programme_id=programme, adopted_by="Stuurgroep", on_day=today, by=sanne)
    first = stage.do(queries.board, programme_id=programme, by=sanne).actions[0].id
    stage.do(actions.report_progress, action_id=first, state="busy", story="De eerste groep is uitgenodigd.", by=sanne)
    training = TrainingInput("Training in de oefenweek", today + dt.timedelta(days=20), audience="focal_points")
    return {
        "programme": programme,
        "draft": drafts[1],
        "refused": refused,
        "action": first,
        "training": stage.do(plan_training, training=training, by=sanne),
        "proposal": stage.do(
            actions.propose,
            programme_id=programme,
            kind="end",
            action_id=first,
            why="Er is geen vraag meer naar.",
            by=stage.noor,
        ),
    }


def _plan(stage: Stage) -> dict[str, Any]:
    from lantaarn.signals.actions import plan_meeting

    body = stage.row("network_body", region_id=stage.code, code="drieluik").id
    tomorrow = timezone.now() + dt.timedelta(days=1)
    return {"body": body, "meeting": stage.do(plan_meeting, body_id=body, starts_at=tomorrow, by=stage.sanne)}


def _signals(stage: Stage) -> tuple[dict[str, UUID], dict[str, UUID]]:
    from lantaarn.signals import actions

    noor = stage.noor
    handed, discussed = (stage.accepted(facts=LABOUR) for _ in range(2))
    for folder in (handed, discussed):
        stage.do(actions.pass_on, folder_id=folder, revision=stage.revision(folder), by=noor)
    stage.accept(handed, by=stage.fenna)
    working, closed, watched = (stage.accepted() for _ in range(3))
    stage.do(actions.ask_reporter, folder_id=working, text="Op welke dag zag u dit?", by=noor)
    stage.do(
        actions.close, folder_id=closed, reason="no_trafficking_found", note="", feedback="thanks_only",
        revision=stage.revision(closed), by=noor,
    )  # fmt: skip
    stage.do(
        actions.watch, folder_id=watched, ground="Nog te weinig om op te handelen.",
        until=timezone.localdate() + dt.timedelta(days=20), revision=stage.revision(watched), by=noor,
    )  # fmt: skip
    code = stage.signal(closed).code
    stage.do(actions.link, folder_id=working, other_code=code, why="Hetzelfde adres.", by=noor)
    new = stage.report(minor="yes").folder_id
    late = stage.report(acute_danger="yes", shielded=True).folder_id
    stage.superuser.execute(
        "UPDATE signals_referral SET due_at = now() - interval '2 days' WHERE folder_id = %s", [late]
    )
    nla, fenna, sanne = (
        stage.referral(handed, stage.desk(d)).id for d in ("nla", "care_coordinators", "chain_director")
    )
    signal = {
        "handed": handed, "discussed": discussed, "working": working, "closed": closed, "watched": watched,
        "new": new, "late": late,
    }  # fmt: skip
    return signal, {"nla": nla, "fenna": fenna, "sanne": sanne, "new": _to(stage, new, stage.noor.desk_id)}


def _to(stage: Stage, folder_id: UUID, desk_id: UUID) -> UUID:
    return stage.row("signals_referral", folder_id=folder_id, to_desk_id=desk_id).id


def _meeting(stage: Stage, signal: dict[str, UUID]) -> dict[str, Any]:
    from lantaarn.signals.actions import TaskInput, decide_item

    meeting = stage.row("network_meeting")
    items = {row.folder_id: row.id for row in stage.rows("signals_agendaitem")}
    task = TaskInput(stage.desk("care_coordinators"), "De mentor bellen", timezone.localdate() + dt.timedelta(days=5))
    stage.do(
        decide_item, item_id=items[signal["handed"]], meeting_id=meeting.id, decision="Fenna belt.", tasks=[task],
        comes_back=True, by=stage.sanne,
    )  # fmt: skip
    return {"item": items[signal["discussed"]], "task": stage.rows("signals_task", folder_id=signal["handed"])[0].id}


def _people(stage: Stage) -> dict[str, Any]:
    from lantaarn.network.actions import Place, give_leave, invite

    with as_role("lantaarn_owner"):
        leave = give_leave(email="tomas@voorbeeld.invalid", name="Tomas Verzonnen")
    organisation = stage.row("network_organisation", region_id=stage.code, code="gemeente_emmen").id
    place = Place(role="focal_point", organisation_id=organisation, desk_id=stage.noor.desk_id, is_deputy=True)
    invited = stage.do(
        invite, email="nieuw@gemeente-emmen.example", name="Nieuw Verzonnen", place=place, by=stage.person(IRIS)
    )
    noor = stage.noor
    return {
        "token": invited.token, "user": noor.user_id, "membership": noor.membership_id, "desk": noor.desk_id,
        "municipality": stage.place("GM0114"), "organisation": organisation, "leave": leave.token,
    }  # fmt: skip


def _small(stage: Stage, signal: dict[str, UUID]) -> dict[str, Any]:
    """Advice, a mail of which nobody knows whether it left, an own remark, and a line of the log."""
    from lantaarn.signals.actions import add_contribution, note_advice

    noor = stage.noor
    stage.do(note_advice, asked_from="care", about="labour", outcome="advised", by=noor)
    stage.superuser.execute(
        "INSERT INTO signals_mail (id, region_id, to_user_id, template, link, state, attempts, problem, made_at,"
        " changed_at) VALUES (%s, 'drenthe', %s, 'new_signal', '/postvak/', 'uncertain', 1,"
        " 'De verbinding brak af.', now(), now())",
        [uuid4(), noor.user_id],
    )
    row = stage.do(
        add_contribution, folder_id=signal["working"], kind="checked", category="place", domain="care",
        text="Bekend adres.", source="kadaster", ground="convenant", by=noor,
    )  # fmt: skip
    event = stage.superuser.execute(
        "SELECT id FROM audit_event WHERE who = %s AND action = 'signal.accepted' ORDER BY at LIMIT 1", [NOOR]
    ).fetchone()[0]
    return {"row": row, "event": event}


def _persons(stage: Stage, folder: UUID) -> dict[str, Any]:
    """Two records that turned out to be one person, and one that stands alone."""
    from lantaarn.folders import persons
    from lantaarn.signals.actions import note_person

    def noted(name: str, **more: str) -> UUID:
        return stage.do(
            note_person, folder_id=folder, values=[("name", name), *more.items()], kind="observed", domain="care",
            by=stage.noor,
        )  # fmt: skip

    person, other = noted("Persoon Verzonnen-Een", birth_date="12-03-1998"), noted("P. Verzonnen-Een", role="Exploiter")
    stage.do(persons.join, person_id=person, other_id=other, why="Zelfde verhaal", by=stage.noor)
    value = stage.rows("folders_contribution", person_id=person, field="name")[0].id
    return {"person": person, "same_person": other, "person_value": value}


def _shared(stage: Stage, signal: dict[str, UUID]) -> dict[str, Any]:
    """A case of the safety desk: something shared by consent, something that waits for a second person, a yes."""
    from lantaarn.folders import sharing
    from lantaarn.signals.actions import add_contribution

    bram = stage.bram
    folder = signal["shared"] = stage.report(source_domain="municipality").folder_id
    stage.accept(folder, by=bram)
    own, care = (
        stage.do(
            add_contribution, folder_id=folder, kind="checked", category=category, domain=domain, source="dossier",
            ground="wettelijke taak", text=f"De huurder heet Karel Bedacht ({category}).", by=bram,
        )
        for category, domain in (("administrative", "municipality"), ("care", "care"))
    )  # fmt: skip
    consent = stage.do(
        sharing.record_consent, folder_id=folder, by=bram,
        consent=sharing.ConsentInput(
            kind="secrecy_permission", subject="de huurder", age_group="from_16", given_by="self", how="written",
            told="Wat ik deel.", scope_kinds=("safety_house",), categories=("care",),
        ),
    )  # fmt: skip
    share = stage.do(
        sharing.share, folder_id=folder, to=stage.sanne.desk_id, ground="permission_lifted", purpose="help",
        contribution_ids=[care], consent_id=consent, note="Met zijn ja.", by=bram,
    ).share_id  # fmt: skip
    waiting = stage.do(
        sharing.share, folder_id=folder, to=stage.noor.desk_id, ground="legal_task", purpose="help",
        contribution_ids=[own], by=bram,
    ).share_id  # fmt: skip
    return {"share": share, "waiting": waiting, "consent": consent}


def _versions(stage: Stage) -> dict[str, UUID]:
    """A route in each stage of its life."""
    from lantaarn.tables import actions

    sanne = stage.sanne
    active = stage.row("tables_tableversion", state="active", kind="route").id

    def draft() -> UUID:
        return stage.do(actions.start_draft, from_version=active, note="Vraag van het drieluik", by=sanne).id

    broken, proved, adopted, sound = draft(), draft(), draft(), draft()
    stage.do(
        actions.change_cell, version_id=broken, decision="authority", rule=2, column="criminal", text='"no"', by=sanne
    )
    for version in (proved, adopted):
        stage.do(actions.prove, version_id=version, by=sanne)
    body = stage.row("network_body", region_id=stage.code, code="drieluik").id
    stage.do(actions.adopt, version_id=adopted, body_id=body, on=timezone.localdate(), by=sanne)
    route = {"active": active, "broken": broken, "sound": sound, "proved": proved, "adopted": adopted}
    return route | _sharing_versions(stage)


def _sharing_versions(stage: Stage) -> dict[str, UUID]:
    """A sharing table that holds, one with a way round, one that waits for its parties, one that all agreed to."""
    from lantaarn.tables import actions

    sanne, day = stage.sanne, timezone.localdate()
    active = stage.row("tables_tableversion", state="active", kind="sharing").id
    parties = [row.id for row in stage.rows("network_organisation", covenant_party=True)]
    broken, proved, adopted = (stage.do(actions.start_draft, from_version=active, by=sanne).id for _ in range(3))
    stage.do(
        actions.change_cell, version_id=broken, decision="sharing", rule=4, column="verdict", text='"share"', by=sanne
    )
    for version, who in ((proved, parties[:3]), (adopted, parties)):
        stage.do(actions.prove, version_id=version, by=sanne)
        stage.do(actions.agree, version_id=version, organisation_ids=who, agreed_by="het bestuur", on=day, by=sanne)
    stage.do(actions.advise, version_id=adopted, outcome="positive", text="Akkoord.", given_by=ESRA, on=day, by=sanne)
    stage.do(actions.adopt_sharing, version_id=adopted, by=sanne)
    return {"sharing": active, "sharing-broken": broken, "sharing-proved": proved, "sharing-adopted": adopted}


def _batches(stage: Stage) -> dict[str, UUID]:
    """An old list that was brought, and one that was read in."""
    from lantaarn.signals import actions

    noor = stage.noor.for_purpose("signal.import")
    brought, applied = (
        stage.do(
            actions.start_import,
            file_name=f"lijst-{n}.csv",
            content=OLD_LIST.replace(b"schuur", b"schuur %d" % n),
            by=noor,
        )
        for n in range(2)
    )
    stage.do(actions.apply_import, batch_id=applied, by=noor)
    return {"brought": brought, "applied": applied}
