"""What is exported and read again is the same region, whatever stands in its texts."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantaarn.rules.tables import with_cell, with_rule_removed
from lantaarn.tables.packs import Body, Deadline, Indicator, Organisation, Pack, Task, read_pack, write_pack

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1, max_size=30)
codes = st.from_regex(r"\A[a-z][a-z0-9_]{0,12}\Z")


def again(pack: Pack) -> Pack:
    return read_pack({name: text.encode() for name, text in write_pack(pack).items()})


def test_drenthe_survives_export(drenthe):
    assert again(drenthe) == drenthe


def test_the_small_region_survives_export(mini):
    assert again(mini) == mini


def test_an_edited_table_survives_export(drenthe):
    model = with_cell(with_rule_removed(drenthe.model, "care", 2), "lead", 1, 0, '"focal_point"')
    edited = replace(drenthe, model=model)
    assert again(edited) == edited
    assert edited != drenthe


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_texts_and_rows_survive_export(mini, data):
    draw = data.draw
    bodies = st.builds(
        Body,
        code=codes,
        name=lines,
        kind=st.sampled_from(["operational", "policy", "executive"]),
        rhythm=st.just("") | lines,
        every_days=st.integers(0, 3660),
        chair=st.sampled_from(["", "focal_point"]),
        members=st.sampled_from([(), ("focal_point",)]),
        purpose=texts,
        adopted=st.booleans(),
        note=texts,
    )
    organisations = st.builds(
        Organisation,
        code=codes.map(lambda code: f"care_{code}"),
        name=lines,
        kind=st.just("care"),
        covenant=st.sampled_from(["party", "no_party", "unstated"]),
        is_destination=st.booleans(),
        note=texts,
    )
    tasks = st.builds(
        Task, code=codes.map(lambda code: f"do_{code}"), label=lines, explanation=texts, carries=st.just("notice")
    )
    deadlines = st.builds(
        Deadline,
        code=codes,
        label=lines,
        kind=st.just("hours"),
        amount=st.integers(1, 999),
        adopted=st.booleans(),
        note=texts,
    )

    def several(rows):
        return tuple(draw(st.lists(rows, max_size=3, unique_by=lambda row: row.code)))

    kept = {one.code for one in mini.deadlines}
    drawn = replace(
        mini,
        region=replace(mini.region, name=draw(lines), source=draw(texts), citizen_form=draw(st.booleans())),
        organisations=(*mini.organisations, *several(organisations)),
        bodies=several(bodies),
        tasks=(*mini.tasks, *several(tasks)),
        deadlines=(*mini.deadlines, *(one for one in several(deadlines) if one.code not in kept)),
        desks=tuple(replace(desk, label=draw(lines), channel=draw(texts), note=draw(texts)) for desk in mini.desks),
    )
    assert again(drawn) == drawn


def test_a_pack_without_a_signal_card_writes_none(mini, drenthe):
    assert "indicators.toml" not in write_pack(mini)
    card = replace(drenthe, indicators=(Indicator("debt", "money", 'Schuld "zwaar"\u007f'),))
    assert again(card).indicators[0].label.endswith("\u007f")
