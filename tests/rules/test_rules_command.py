"""The command line: JSON alone on standard output, what went wrong in Dutch beside it, and an exit code that tells."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lantaarn.config.rules_command import main
from rules.files import asks, definitions, gives, literal, needs, rule, table

TWO = definitions(
    table(asks("leeftijd", "number"), gives("groep"), rule("< 18", '"jong"'), rule(">= 18", '"oud"'), name="Groep"),
    table(
        asks("Groep", "string", '"jong","oud"'),
        gives("loket"),
        gives("dagen", "number"),
        rule('"jong"', '"jeugd"', "2.50", outputs=2),
        rule('"oud"', '"zorg"', "3.0", outputs=2),
        name="Loket",
        needed=needs("Groep"),
    ),
)
GAP = TWO.replace("&gt;= 18", "&gt; 18")


@pytest.fixture
def run(tmp_path, capsysbinary):
    def command(action, dmn, facts=None, *more):
        (tmp_path / "t.dmn").write_text(dmn, encoding="utf-8")
        argv = [action, str(tmp_path / "t.dmn"), *more]
        if facts is not None:
            (tmp_path / "f.json").write_text(facts, encoding="utf-8")
            argv += ["--input", str(tmp_path / "f.json")]
        code = main(argv)
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return command


def test_run_shows_all_decisions_by_name(run):
    code, out, err = run("run", TWO, '{"leeftijd": 17}')
    assert (code, err) == (0, "")
    assert json.loads(out) == {"Groep": "jong", "Loket": {"loket": "jeugd", "dagen": 2.5}}
    assert '"dagen": 2.5}' in out


def test_run_shows_one_decision_alone(run):
    assert run("run", TWO, '{"leeftijd": 18}', "--decision", "Groep") == (0, '"oud"\n', "")
    assert run("run", TWO, '{"leeftijd": 18.0}', "--decision", "Loket")[1] == '{"loket": "zorg", "dagen": 3}\n'


def test_run_shows_null_where_nothing_applies(run):
    assert run("run", GAP, '{"leeftijd": 18}', "--decision", "Groep") == (0, "null\n", "")


def test_numbers_keep_their_digits(run):
    xml = definitions(literal("A", "0.1 + 0.2"), literal("B", "10 ** 20"), literal("C", "1 / 3"))
    assert run("run", xml, "{}")[1] == (
        '{"A": 0.3, "B": 100000000000000000000, "C": 0.3333333333333333333333333333333333}\n'
    )


@pytest.mark.parametrize(
    "facts,said",
    [
        ("", "geen leesbare JSON"),
        ("{", "geen leesbare JSON"),
        ("[17]", "geen object"),
        ('{"leeftijd": NaN}', "geen leesbare JSON"),
        ('{"leeftijd": Infinity}', "geen leesbare JSON"),
        ('{"leeftijd": 1, "leeftijd": 2}', "twee keer"),
        ("{}", "geen waarde gegeven voor 'leeftijd'"),
        ('{"leeftijd": null}', "geen waarde gegeven voor 'leeftijd'"),
        ('{"leeftijd": "17"}', "'leeftijd' is een getal"),
        ('{"leeftijd": 17, "lengte": 2}', "'lengte' is niet bekend"),
        ("[" * 100_000, "geen leesbare JSON"),
        ('{"leeftijd": 1e999999999999999999999}', "geen"),
    ],
)
def test_facts_that_do_not_fit_give_code_two_and_no_output(run, facts, said):
    code, out, err = run("run", TWO, facts)
    assert (code, out) == (2, "")
    assert said in err


def test_prove_gives_a_list_for_several_decisions(run):
    code, out, _ = run("prove", TWO, None, "--json")
    assert code == 0
    assert [proof["decision"] for proof in json.loads(out)] == ["Groep", "Loket"]


def test_prove_gives_an_object_for_one(run):
    code, out, _ = run("prove", GAP, None, "--json", "--decision", "Groep")
    assert code == 1
    assert json.loads(out) == {
        "decision": "Groep",
        "total": False,
        "unambiguous": True,
        "unreachable_rules": [],
        "counterexamples": [
            {"kind": "gap", "facts": {"leeftijd": 18}, "rules": [], "text": "Leeftijd: 18: geen regel van toepassing."}
        ],
    }


def test_prove_speaks_dutch_without_json(run):
    code, out, _ = run("prove", GAP)
    assert code == 1
    assert "Groep: niet bewezen" in out
    assert "Leeftijd: 18: geen regel van toepassing." in out


@pytest.mark.parametrize("action,facts", [("run", '{"leeftijd": 1}'), ("prove", None)])
def test_an_unreadable_file_gives_code_two(run, action, facts):
    code, out, err = run(action, TWO.replace("&lt; 18", "jong?"), facts)
    assert (code, out) == (2, "")
    assert err.startswith("Beslissing 'Groep', regel 1, kolom 'leeftijd': ")


@pytest.mark.parametrize("argv", [[], ["prove"], ["run", "x.dmn"], ["dance", "x.dmn"], ["prove", "/nowhere/x.dmn"]])
def test_a_command_that_is_not_right_gives_code_two(argv, capsys):
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err


def test_an_unknown_decision_is_named(run):
    code, _, err = run("prove", TWO, None, "--decision", "Weg")
    assert code == 2
    assert "Kies uit: 'Groep', 'Loket'" in err


def test_the_command_needs_no_django():
    code = "import sys, lantaarn.config.rules_command; sys.exit('django' in sys.modules)"
    source = Path(__file__).parents[2] / "src"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(source)}).returncode == 0
