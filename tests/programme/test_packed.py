"""From the region's pack to a draft, and the demo's story on top of it."""

import datetime as dt

import pytest
from django.utils import timezone

from lantaarn.rules.lights import COLOURS
from lantaarn.rules.transitions import NotAllowed


def test_the_pack_s_programme_becomes_a_draft_once(stage):
    from lantaarn.programme import queries
    from lantaarn.programme.packed import begin_from_pack, packed_plan

    assert stage.do(packed_plan, by=stage.noor) is None
    assert stage.do(packed_plan, by=stage.sanne).actions == 13
    made = stage.do(begin_from_pack, by=stage.sanne)
    board = stage.do(queries.board, programme_id=made, by=stage.sanne)
    assert board.programme.state == "draft"
    assert [part.title for part in board.parts] == ["Voorkomen", "Signaleren", "Aanpakken"]
    assert board.actions[0].holder_names.startswith("Zorg- en Veiligheidshuis")
    local = next(one for one in board.actions if one.level == "local")
    assert local.local.total == 12
    with pytest.raises(NotAllowed, match="al een programma"):
        stage.do(begin_from_pack, by=stage.sanne)
    with pytest.raises(NotAllowed):
        stage.do(begin_from_pack, by=stage.noor)


def test_the_demo_shows_every_light(stage):
    from lantaarn.config.demo import loading, programme, telling
    from lantaarn.programme import queries

    programme.tell(at_desk=loading.at_desk, back=telling.back)
    programme.tell(at_desk=loading.at_desk, back=telling.back)
    (only,) = stage.do(queries.programmes, by=stage.noor)
    board = stage.do(queries.board, programme_id=only.id, by=stage.noor)
    assert all(board.number(colour) for colour in COLOURS), {colour: board.number(colour) for colour in COLOURS}
    assert only.state == "adopted"
    assert [one.kind for one in stage.do(queries.proposals, programme_id=only.id, by=stage.noor)] == ["add"]
    assert stage.do(queries.changed_since, programme_id=only.id, by=stage.noor)


def test_what_the_demo_counts_was_this_year():
    from lantaarn.config.demo.programme import this_year

    today = timezone.localdate()
    assert this_year(900) == dt.date(today.year, 1, 1)
    assert this_year(0) == today


def test_a_programme_that_comes_with_a_later_load_is_found_though_the_route_is_the_same(stage):
    from lantaarn.programme.packed import begin_from_pack, packed_plan
    from lantaarn.tables.loading import export_pack, load_pack
    from tables.drenthe import drenthe_files, owner

    without = {name: content for name, content in drenthe_files().items() if name != "programme.toml"}
    with owner():
        load_pack(without)
    assert stage.do(packed_plan, by=stage.sanne) is None
    with pytest.raises(NotAllowed, match="brengt er geen mee"):
        stage.do(begin_from_pack, by=stage.sanne)
    with owner():
        load_pack(drenthe_files())
        assert export_pack("drenthe")["programme.toml"] == drenthe_files()["programme.toml"].decode()
    assert stage.do(packed_plan, by=stage.sanne).actions == 13
