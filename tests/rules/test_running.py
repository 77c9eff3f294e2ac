"""Running a table: every hit policy, defaults, decisions that feed each other, and facts that do not fit."""

from decimal import Decimal

import pytest

from lantaarn.rules.tables import TableError, read_dmn
from rules.files import asks, definitions, fact, gives, literal, needs, rule, table

DESKS = '"politie","zorg","gemeente"'


def ladder(policy: str, kind: str = "string", default: str = "", *told: str) -> str:
    """Rule 1 from 5, rule 2 from 10, rule 3 from 15: the higher, the more rules apply."""
    cells = told or ('"gemeente"', '"politie"', '"zorg"')
    values = DESKS if kind == "string" else ""
    rules = [rule(f">= {5 * at}", cell) for at, cell in enumerate(cells, start=1)]
    return definitions(table(asks("n", "number"), gives("o", kind, values, default), *rules, policy=policy))


@pytest.mark.parametrize(
    "policy,expected",
    [
        ("PRIORITY", "politie"),
        ("FIRST", "gemeente"),
        ("RULE ORDER", ["gemeente", "politie", "zorg"]),
        ("OUTPUT ORDER", ["politie", "zorg", "gemeente"]),
        ("COLLECT", ["gemeente", "politie", "zorg"]),
    ],
)
def test_each_hit_policy_chooses_its_own_way(policy, expected):
    assert read_dmn(ladder(policy)).decide({"n": 15}, "T") == expected


@pytest.mark.parametrize("aggregation,expected", [("SUM", "6.6"), ("MIN", "1.1"), ("MAX", "3.3"), ("COUNT", "3")])
def test_collect_can_sum_count_and_take_the_smallest_or_largest(aggregation, expected):
    model = read_dmn(ladder(f"COLLECT+{aggregation}", "number", "", "1.1", "2.2", "3.3"))
    assert model.decide({"n": 20}, "T") == Decimal(expected)
    assert model.decide({"n": 1}, "T") is None


@pytest.mark.parametrize("policy", ["UNIQUE", "ANY"])
def test_two_rules_that_contradict_each_other_stop_the_run(policy):
    with pytest.raises(TableError, match="regels 1 en 2"):
        read_dmn(ladder(policy)).decide({"n": 10}, "T")


def test_any_accepts_two_rules_that_say_the_same():
    assert read_dmn(ladder("ANY", "string", "", '"zorg"', '"zorg"')).decide({"n": 10}, "T") == "zorg"


@pytest.mark.parametrize("policy", ["UNIQUE", "FIRST", "COLLECT", "RULE ORDER"])
def test_no_rule_and_no_default_gives_nothing(policy):
    assert read_dmn(ladder(policy)).decide({"n": 1}, "T") is None


def test_no_rule_gives_the_default():
    assert read_dmn(ladder("FIRST", "string", '"zorg"')).decide({"n": 1}, "T") == "zorg"
    assert read_dmn(ladder("COLLECT", "string", '"zorg"')).decide({"n": 1}, "T") == ["zorg"]


@pytest.mark.parametrize(
    "policy,rules",
    [("FIRST", (1,)), ("PRIORITY", (2,)), ("RULE ORDER", (1, 2, 3)), ("OUTPUT ORDER", (2, 3, 1))],
)
def test_an_outcome_says_which_rules_gave_it(policy, rules):
    assert read_dmn(ladder(policy)).explain({"n": 15}, "T").rules == rules


def test_several_outputs_come_as_an_object():
    xml = definitions(
        table(asks("n", "number"), gives("desk"), gives("days", "number"), rule("-", '"zorg"', "n * 2", outputs=2))
    )
    assert read_dmn(xml).decide({"n": 1.5}, "T") == {"desk": "zorg", "days": Decimal("3.0")}


def test_priority_looks_at_the_first_output_first():
    xml = definitions(
        table(
            asks("n", "number"),
            gives("a", "string", '"x","y"'),
            gives("b", "string", '"p","q"'),
            rule("-", '"y"', '"p"', outputs=2),
            rule("-", '"x"', '"q"', outputs=2),
            policy="PRIORITY",
        )
    )
    assert read_dmn(xml).decide({"n": 1}, "T") == {"a": "x", "b": "q"}


CHAIN = definitions(
    table(asks("Gedaan", "boolean"), gives("woord"), rule("true", '"klaar"'), name="Eerste"),
    table(asks("Eerste"), gives(), rule('"klaar"', '"naar huis"'), name="Tweede", needed=needs("Eerste")),
)


def test_decisions_feed_each_other_in_whatever_order_they_stand():
    turned = definitions(*reversed(CHAIN.split("\n")[1:-1]))
    for xml in (CHAIN, turned):
        assert read_dmn(xml).decide({"Gedaan": True}) == {"Eerste": "klaar", "Tweede": "naar huis"}


def test_a_decision_without_outcome_stops_the_one_that_needs_it():
    model = read_dmn(CHAIN)
    assert model.decide({"Gedaan": False}, "Eerste") is None
    with pytest.raises(TableError, match="'Eerste' heeft bij deze feiten geen uitkomst"):
        model.decide({"Gedaan": False})


@pytest.mark.parametrize(
    "expression,expected",
    [
        ("12 * Monthly Salary", Decimal(120)),
        ("-(Monthly Salary - 4) ** 2", Decimal(36)),
        ("(1 + 0.1) ** -1 * 1.1", Decimal(1)),
        ("Monthly Salary / 4 >= 2.5", True),
        ("Monthly Salary != 10", False),
        ('"Dag " + Name', "Dag Noor"),
        ("2 + 3 * 4 - 6 / 3", Decimal(12)),
        ('Monthly Salary > 3 and not(Name = "Bram")', True),
    ],
)
def test_a_literal_expression_is_calculated_in_decimals(expression, expected):
    xml = definitions(fact("Monthly Salary", "number"), fact("Name", "string"), literal("Uit", expression))
    model = read_dmn(xml)
    known = {"Monthly Salary": 10, "Name": "Noor"}
    needed = {name: known[name] for name in (asked.name for asked in model.facts())}
    found = model.decide(needed, "Uit")
    assert type(found) is type(expected)
    assert found == expected if not isinstance(found, Decimal) else round(found, 20) == expected


def test_dividing_by_zero_is_said_not_guessed():
    model = read_dmn(definitions(fact("n", "number"), literal("Uit", "1 / n")))
    with pytest.raises(TableError, match="deelt door nul"):
        model.decide({"n": 0})


FORM = definitions(
    table(
        asks("soort", "string", '"arbeid","seksueel"'),
        asks("leeftijd", "number", "[0..120]"),
        asks("gevaar", "boolean"),
        gives(),
        rule("-", "-", "-", '"ja"'),
    )
)
GOOD = {"soort": "arbeid", "leeftijd": 17, "gevaar": False}


@pytest.mark.parametrize(
    "change,said",
    [
        ({"soort": None}, "geen waarde gegeven voor 'soort'"),
        ({"soort": "anders"}, 'Kies uit: "arbeid", "seksueel"'),
        ({"soort": ["arbeid"]}, "'soort' moet tekst zijn"),
        ({"leeftijd": "17"}, "'leeftijd' is een getal"),
        ({"leeftijd": True}, "'leeftijd' is een getal"),
        ({"leeftijd": 121}, "buiten de grenzen"),
        ({"leeftijd": float("nan")}, "'leeftijd' moet een getal zijn"),
        ({"leeftijd": float("inf")}, "'leeftijd' moet een getal zijn"),
        ({"gevaar": 1}, "'gevaar' is waar of onwaar"),
        ({"gevaar": "ja"}, "'gevaar' is waar of onwaar"),
        ({"Soort": "arbeid"}, "'Soort' is niet bekend"),
    ],
)
def test_a_fact_that_does_not_fit_is_named(change, said):
    with pytest.raises(TableError, match=said):
        read_dmn(FORM).decide({**GOOD, **change}, "T")


def test_all_missing_facts_are_named_at_once():
    with pytest.raises(TableError, match="'soort', 'leeftijd', 'gevaar'"):
        read_dmn(FORM).decide({}, "T")


@pytest.mark.parametrize(
    "cell,yes,no",
    [
        ("5", "5.0", "5.1"),
        ("-5", "-5", "5"),
        ("1, [3..4), > 9", "3", "4"),
        ("not(1, 2)", "3", "2"),
        ("]1..2[", "1.5", "2"),
        ("(1..2]", "2", "1"),
        (".5", "0.5", "5"),
        ("<= -1.5", "-1.5", "-1.4"),
        ("[1..m]", "3", "4"),
        ("> m", "4", "3"),
        ("not(m)", "4", "3"),
    ],
)
def test_number_cells(cell, yes, no):
    model = read_dmn(definitions(fact("m", "number"), table(asks("n", "number"), gives(), rule(cell, '"x"'))))
    extra = {"m": 3} if "m" in cell else {}
    assert model.decide({"n": Decimal(yes), **extra}, "T") == "x"
    assert model.decide({"n": Decimal(no), **extra}, "T") is None


@pytest.mark.parametrize(
    "cell,yes,no",
    [
        ('"a","b"', "b", "c"),
        ('"a, b"', "a, b", "a"),
        (r'"zij zei \"ja\""', 'zij zei "ja"', "ja"),
        (r'"\u00e9\n"', "é\n", "e"),
        ('"😀"', "😀", "x"),
        ('not("a", "b")', "c", "a"),
        ('"-"', "-", "x"),
        (r'"\uD83D\uDE00"', "😀", "x"),
    ],
)
def test_text_cells(cell, yes, no):
    model = read_dmn(definitions(table(asks("s"), gives(), rule(cell, '"x"'))))
    assert model.decide({"s": yes}, "T") == "x"
    assert model.decide({"s": no}, "T") is None
