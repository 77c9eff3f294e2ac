"""Searching looks in words that the own desk wrote down, in what it may still see, and in nothing of others."""

from __future__ import annotations

from ground.region import as_role
from lantaarn.folders import sharing
from lantaarn.signals import actions, jobs, queries
from lantaarn.signals.queries import Filters


def found(stage, words: str, *, by) -> list:
    return [row.folder_id for row in stage.do(queries.signal_list, filters=Filters(words=words), by=by).rows]


def test_own_words_are_found_whole_in_any_case_and_without_accents(stage):
    folder_id = stage.report(observed="Zes BEDDEN in café De Verzinsels, bel 06 00 00 00 97.").folder_id
    assert found(stage, "bedden", by=stage.noor) == [folder_id]
    assert found(stage, "cafe bedden", by=stage.noor) == [folder_id]
    assert found(stage, "+31600000097", by=stage.noor) == [folder_id]
    assert found(stage, "bed", by=stage.noor) == [], "a part of a word is no word"
    assert found(stage, "bedden zolder", by=stage.noor) == [], "all of the words"


def test_a_code_and_an_own_reference_are_found_as_before(stage):
    received = stage.report(own_reference="Z-17")
    assert found(stage, received.signal_code.lower(), by=stage.noor) == [received.folder_id]
    assert found(stage, "Z-17", by=stage.noor) == [received.folder_id]


def test_words_of_another_desk_are_not_found(stage):
    stage.report(observed="Zes bedden in de loods.")
    assert found(stage, "bedden", by=stage.bram) == []
    assert found(stage, "bedden", by=stage.sanne) == []


def test_what_a_desk_gave_back_it_finds_no_more(stage):
    folder_id = stage.report(observed="Zes bedden in de loods.").folder_id
    referral = stage.referral(folder_id, stage.noor.desk_id)
    stage.do(
        actions.decline,
        folder_id=folder_id,
        referral_id=referral.id,
        reason="Niet voor ons.",
        revision=stage.revision(folder_id),
        by=stage.noor,
    )
    assert found(stage, "bedden", by=stage.noor) == []


def test_what_a_reporter_answers_is_a_contribution_of_the_desk_that_asked(stage):
    received, noor = stage.report(), stage.noor
    folder = received.folder_id
    stage.accept(folder, by=noor)
    stage.do(actions.ask_reporter, folder_id=folder, text="Hoe heet hij?", by=noor)
    (question,) = queries.follow(region="drenthe", code=received.reporter_code).questions
    given = {"region": "drenthe", "question_id": question.id, "text": "De heer Verzonnen."}
    assert actions.answer_question(code=received.reporter_code, **given)
    assert not actions.answer_question(code=received.reporter_code, **given)

    (row,) = [r for r in stage.rows("folders_contribution", folder_id=folder) if r.category == "person"]
    assert (row.desk_id, row.organisation_id, row.domain) == (noor.desk_id, noor.organisation_id, "care")
    (read,) = [w for w in stage.do(queries.one, folder_id=folder, by=noor).words if w.id == row.id]
    assert (read.kind, read.by_reporter, read.text) == ("stated", True, "Hoe heet hij?\nDe heer Verzonnen.")
    going = {"folder_id": folder, "ground": "covenant", "purpose": "help", "by": noor}
    assert row.id in {line.contribution_id for line in stage.do(sharing.preview, to=stage.sanne.desk_id, **going).lines}

    (job,) = stage.rows("procrastinate_jobs", task_name="make_findable")
    with as_role("lantaarn_worker"):
        jobs.make_findable(**job.args)
    assert found(stage, "verzonnen heer", by=noor) == [folder]
