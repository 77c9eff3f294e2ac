"""Plans of invented regions in the layouts that regions publish: every action with its fields, and not one more.

Each lies in plans/ as a text (with the layout kept or lost, as programs copy it from a PDF), as Markdown or as the
source of a PDF, with a list of what it states that was made before the reader saw it.
"""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from programme_in.comparing import NAMES, differences, reading
from programme_in.contract import CONTRACT


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_found_as_the_plan_states_it_and_none_is_made_up(name: str) -> None:
    assert differences(name) == []


def test_the_json_is_as_promised_for_every_plan() -> None:
    contract = Draft202012Validator(CONTRACT, format_checker=Draft202012Validator.FORMAT_CHECKER)
    broken = [
        f"{name}: {error.json_path} {error.message}" for name in NAMES for error in contract.iter_errors(reading(name))
    ]
    assert broken == []


def test_a_period_of_which_the_shading_was_lost_is_not_guessed_and_options_stay_unread() -> None:
    left = {one["text"] for one in reading("look_back_and_ideas")["unread"]}
    assert {"Een keurmerk voor hotels", "Een eigen meldlijn"} <= left
    assert any(one["kind"] == "heading" for one in reading("mistakes")["warnings"])
    assert any(one["kind"] == "double" for one in reading("mistakes")["warnings"])
