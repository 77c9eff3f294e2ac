"""The command line: one table, nothing loaded that is not asked for, and a hint where one mistypes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantaarn.config import cli

CHECKOUT = Path(__file__).parents[2]


def test_the_overview_names_every_command(capsys):
    assert cli.main([]) == 0
    shown = capsys.readouterr().out
    assert all(command.words in shown for command in cli.COMMANDS if not command.hidden)


@pytest.mark.parametrize("typed", [["dmeo"], ["reguls", "prove"]])
def test_an_unknown_command_ends_with_2_and_a_hint(typed, capsys):
    assert cli.main(typed) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "bestaat niet" in said.err
    assert "Bedoelt u" in said.err


def test_half_a_command_is_told_how_it_goes_on(capsys):
    assert cli.main(["region"]) == 2
    assert "region check of region load of region open of region export" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed, words, rest",
    [
        (["region", "check", "regions/drenthe", "--json"], "region check", ["check", "regions/drenthe", "--json"]),
        (["rules", "prove", "route.dmn"], "rules", ["prove", "route.dmn"]),
        (["database", "prepare", "--print"], "database prepare", ["--print"]),
    ],
)
def test_the_longest_command_wins_and_gets_the_rest(typed, words, rest):
    command, given = cli.find(typed)
    assert (command.words, given) == (words, rest)


def test_every_command_of_the_table_has_its_module():
    folder = CHECKOUT / "src" / "lantaarn" / "config"
    missing = [
        command.words for command in cli.COMMANDS if not (folder / (command.module.replace(".", "/") + ".py")).exists()
    ]
    assert not missing


@pytest.mark.parametrize("words", [["rules", "--help"], ["region", "check", "--help"]])
def test_the_commands_of_the_rules_never_load_django(words):
    code = f"import sys; from lantaarn.config import cli\ntry: cli.main({words!r})\nexcept SystemExit: pass\n"
    code += "sys.exit(any(name.split('.')[0] in ('django', 'psycopg') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_sql_for_the_administrator_is_all_that_is_printed(capsys):
    assert cli.main(["database", "prepare", "--print", "--database", "keten"]) == 0
    said = capsys.readouterr()
    assert "CREATE ROLE" in said.out
    assert '"keten"' in said.out
    assert said.err == ""


def test_commands_that_lack_their_settings_name_them(monkeypatch, capsys):
    monkeypatch.delenv("LANTAARN_BACKUP_DATABASE_URL")
    assert cli.main(["backup", "x"]) == 2
    assert "LANTAARN_BACKUP_DATABASE_URL" in capsys.readouterr().err


def test_the_script_works_from_any_directory_and_speaks_json_alone(tmp_path):
    home = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run(
        [CHECKOUT / "script" / "lantaarn", "doctor", "--json"], cwd="/", env=home, capture_output=True, text=True
    )
    assert json.loads(done.stdout)["good"] is False, done.stderr
