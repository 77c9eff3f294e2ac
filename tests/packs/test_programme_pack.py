"""The programme of a region as a file of its pack: read strictly, written as read, in the words of the region."""

from pathlib import Path

import pytest

from lantaarn.programme.indicators import BY_CODE
from lantaarn.rules.lights import target_of
from lantaarn.tables.packs import PackError, read_folder, read_pack, write_pack

REGIONS = Path(__file__).parents[2] / "regions"

PLAN = """\
schema = 1

[programme]
title = "Samen alert"
starts_on = "2026-01-01"
ends_on = "2027-12-31"

[[part]]
code = "prevent"
kind = "pillar"
title = "Voorkomen"

[[action]]
what = "Training voor wie signalen krijgt"
level = "local"
holders = ["municipalities"]
parties = ["focal_point", "voorbeelddorp"]
part = "prevent"
recurrence = "3 a year"

[[budget]]
measure = "Training"
year = 2026
planned = 12500
"""


def with_plan(files, plan=PLAN):
    return {**files, "programme.toml": plan.encode()}


@pytest.mark.parametrize("region, actions, money", [("drenthe", 13, 0), ("zuid-limburg", 12, 15)])
def test_both_regions_bring_their_programme_in_their_own_words(region, actions, money):
    plan = read_folder(REGIONS / region).programme
    assert (len(plan.actions), len(plan.money)) == (actions, money)
    assert all(action.holders for action in plan.actions)
    assert {one.indicator for one in plan.actions} - {""} <= set(BY_CODE)


def test_what_south_limburg_published_adds_up_to_what_its_rows_say():
    """The plan prints 233 for 2023 and after; its own rows make 233, 208 and 208 thousand."""
    plan = read_folder(REGIONS / "zuid-limburg").programme
    per_year = {year: sum(row.planned for row in plan.money if row.year == year) for year in range(2022, 2026)}
    assert per_year == {2022: 153_000, 2023: 233_000, 2024: 208_000, 2025: 208_000}


def test_a_training_of_drenthe_states_how_often():
    plan = read_folder(REGIONS / "drenthe").programme
    (yearly,) = [one for one in plan.actions if one.indicator == "trainings_focal_points"]
    assert target_of(yearly.recurrence).number == 1


def test_a_programme_is_written_as_it_was_read(mini_files):
    pack = read_pack(with_plan(mini_files))
    assert pack.programme.actions[0].parties == ("focal_point", "voorbeelddorp")
    assert read_pack({name: text.encode() for name, text in write_pack(pack).items()}) == pack
    assert "programme.toml" not in write_pack(read_pack(mini_files))


@pytest.mark.parametrize(
    "old, new, line, says",
    [
        ('"voorbeelddorp"]', '"nergens"]', 17, "partij 'nergens' bestaat niet"),
        ('part = "prevent"', 'part = "care"', 18, "onderdeel 'care' bestaat niet"),
        ('"2027-12-31"', '"2025-12-31"', 6, "ligt voor de eerste dag"),
        ('"2027-12-31"', '"2027-02-30"', 6, "bestaat niet"),
        ('"2027-12-31"', '"eind 2027"', 6, "jaar, maand en dag"),
        ('"3 a year"', '"vaak"', 19, "Kies bijvoorbeeld"),
        ('level = "local"', 'level = "everywhere"', 15, "Kies uit: regional"),
        ("planned = 12500", "planned = -1", 24, "0 of meer"),
    ],
)
def test_a_fault_is_told_with_its_line_and_a_remedy(mini_files, old, new, line, says):
    with pytest.raises(PackError) as refused:
        read_pack(with_plan(mini_files, PLAN.replace(old, new)))
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == ("programme.toml", line)
    assert says in str(problem)
