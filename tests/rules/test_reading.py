"""Reading DMN: what common modellers write is understood; what is not understood is refused, with its place."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantaarn.rules.tables import TableError, read_dmn, write_dmn
from rules.files import NAMESPACE, asks, definitions, fact, gives, literal, needs, rule, table, text

QUOTED = '"a"'
MODELLER = (Path(__file__).parent / "modeller.dmn").read_bytes()


def test_a_file_of_a_common_modeller_is_read():
    model = read_dmn(MODELLER)
    assert [decision.name for decision in model.decisions] == ["Hoe zwaar is het", "Welk loket"]
    assert [(asked.name, asked.type) for asked in model.facts()] == [("Spoed", "boolean"), ("leeftijd", "number")]
    assert model.decide({"Spoed": True, "leeftijd": 30}, "Decision_loket") == "politie"
    assert model.decide({"Spoed": False, "leeftijd": 17}, "Welk loket") == "jeugd"
    assert model.decide({"Spoed": False, "Leeftijd": 18}, "Welk loket") is None
    assert model.decision("Welk loket").rules[0].description == "bij spoed altijd bellen"


@pytest.mark.parametrize("version", ["20191111", "20211108", "20230324"])
def test_three_versions_of_the_standard_are_read(version):
    namespace = f"https://www.omg.org/spec/DMN/{version}/MODEL/"
    xml = definitions(table(asks("n", "number"), gives(), rule("-", '"x"')), namespace=namespace)
    assert read_dmn(xml).decide({"n": 1}) == {"T": "x"}


@pytest.mark.parametrize("kind", ["number", "integer", "double", "long", "feel:number", "feel:integer"])
def test_numbers_go_by_many_names(kind):
    assert read_dmn(definitions(table(asks("n", kind), gives(), rule("1", '"x"')))).facts()[0].type == "number"


@pytest.mark.parametrize("element", ["allowedValues", "typeConstraint"])
def test_allowed_values_may_stand_in_a_type_of_the_file(element):
    values = f"<{element}>{text(QUOTED)}</{element}>"
    kind = f'<itemDefinition name="Vorm"><typeRef>string</typeRef>{values}</itemDefinition>'
    xml = definitions(kind, table(asks("v", "Vorm"), gives(), rule("-", '"x"')))
    assert read_dmn(xml).facts()[0].allowed == ("a",)


def test_a_type_with_parts_gives_each_output_its_own():
    xml = definitions(
        '<itemDefinition name="Uit" isCollection="true">'
        '<itemComponent name="a"><typeRef>string</typeRef></itemComponent>'
        '<itemComponent name="b"><typeRef>number</typeRef></itemComponent></itemDefinition>'
        '<decision id="T" name="T"><variable name="T" typeRef="Uit"/><decisionTable hitPolicy="COLLECT">'
        f'{asks("n", "number")}<output name="a"/><output name="b"/>{rule("-", QUOTED, "1", outputs=2)}'
        "</decisionTable></decision>"
    )
    assert [output.type for output in read_dmn(xml).decisions[0].outputs] == ["string", "number"]


def one(cell: str, kind: str = "string", values: str = "", told: str = '"x"', policy: str = "UNIQUE") -> str:
    second = rule(cell, told)
    return definitions(table(asks("f", kind, values), gives("o"), rule("-", '"x"'), second, policy=policy))


@pytest.mark.parametrize(
    "cell,kind,said",
    [
        ("arbeid", "string", '"arbeid" is geen bekend feit'),
        ('"a', "string", "sluitend aanhalingsteken"),
        (r'"\q"', "string", "niet bekend"),
        ("5", "string", "vraagt tekst"),
        ('"5"', "number", "vraagt een getal"),
        ("ja", "boolean", '"ja" is geen bekend feit'),
        ('< "b"', "string", "kunnen alleen bij getallen"),
        ('["a".."b"]', "string", "tussen getallen"),
        ("> true", "boolean", "kunnen alleen bij getallen"),
        ("[5..1]", "number", "van hoog naar laag"),
        ("[1..5", "number", "bereik eindigt"),
        ("[1,5]", "number", 'wordt ".." verwacht'),
        ("1,", "number", "waarde verwacht"),
        ("1 2", "number", "niets meer volgen"),
        ("not(1", "number", 'wordt "\\)" verwacht'),
        ("1, not(2)", "number", "alleen om de hele cel"),
        ("= 5", "number", "begint niet met"),
        ("1e5", "number", "Schrijf het getal voluit"),
        ("1.2.3", "number", "niets meer volgen|hoort hier niet"),
        ("2 + 3", "number", "niets meer volgen"),
        ("null", "number", '"null" is geen waarde'),
        ("if 1 then 2", "number", "volledig FEEL"),
        ('date("2024-01-01")', "string", "functie"),
        ("contains(f, 1)", "string", "functie"),
        ("? > 5", "number", "hoort hier niet"),
        ("some x", "string", "volledig FEEL"),
        ("@", "string", "hoort hier niet"),
    ],
)
def test_a_condition_that_is_not_understood_is_refused_with_its_place(cell, kind, said):
    with pytest.raises(TableError, match=said) as error:
        read_dmn(one(cell, kind))
    assert (error.value.decision, error.value.rule, error.value.cell) == ("T", 2, "f")


@pytest.mark.parametrize(
    "told,said",
    [
        ("", "uitkomst is leeg"),
        ("-", "uitkomst is leeg"),
        ("x", '"x" is geen bekend feit'),
        ("5", "geeft tekst"),
        ("sum(1, 2)", "functie"),
        ('"a" + 1', "gelijk van soort"),
        ('["x"]', "verwacht"),
        ("for", "volledig FEEL"),
        ("(" * 200 + '"x"' + ")" * 200, "te diep genest"),
        ("1" + "+1" * 500, "te lang"),
    ],
)
def test_an_outcome_that_is_not_understood_is_refused_with_its_place(told, said):
    with pytest.raises(TableError, match=said) as error:
        read_dmn(one("-", told=told, policy="FIRST"))
    assert (error.value.decision, error.value.rule, error.value.cell) == ("T", 2, "o")


def test_a_value_that_the_input_does_not_have_is_refused():
    with pytest.raises(TableError, match='Kies uit: "a", "b"'):
        read_dmn(one('"c"', values='"a","b"'))


BAD_FILES = {
    "no XML": ("geen DMN, maar tekst", "geen leesbaar XML"),
    "an empty file": ("", "geen leesbaar XML"),
    "another kind of XML": ("<html/>", "geen DMN 1.3"),
    "an older DMN": (f'<definitions xmlns="{NAMESPACE.replace("20191111", "20180521")}"/>', "geen DMN 1.3"),
    "no decision": (definitions(), "geen beslissing"),
    "a doctype": (f'<!DOCTYPE d [<!ENTITY e "x">]><definitions xmlns="{NAMESPACE}"/>', "DOCTYPE"),
    "bottomless XML": ("<a>" * 5000 + "</a>" * 5000, "te diep genest"),
    "a decision without a table": (definitions('<decision id="a" name="A"/>'), "niet precies een tabel"),
    "a context": (definitions('<decision id="a" name="A"><context/></decision>'), "<context> wordt niet ondersteund"),
    "an import": (definitions('<import namespace="x"/>'), "import wordt niet"),
    "a business knowledge model": (definitions('<businessKnowledgeModel name="b"/>'), "kennismodel"),
    "a circle": (
        definitions(literal("A", "1", needs("B")), literal("B", "1", needs("A"))),
        "in een cirkel",
    ),
    "a missing decision": (definitions(literal("A", "1", needs("weg"))), "'weg' staat niet in dit bestand"),
    "two decisions with one name": (definitions(literal("A", "1"), literal("A", "2")), "komt twee keer voor"),
    "an unknown hit policy": (definitions(table(asks("n"), gives(), policy="BEST")), "'BEST' bestaat niet"),
    "an aggregation without collect": (definitions(table(asks("n"), gives(), policy="FIRST+SUM")), "'FIRST SUM'"),
    "a sum of texts": (
        definitions(table(asks("n"), gives(), rule("-", '"x"'), policy="COLLECT+SUM")),
        "alleen met getallen",
    ),
    "a sum of two columns": (
        definitions(table(asks("n"), gives("a", "number"), gives("b", "number"), policy="COLLECT+SUM")),
        "alleen met een uitkomstkolom",
    ),
    "priority without an order": (definitions(table(asks("n"), gives(), policy="PRIORITY")), "outputValues"),
    "output order without an order": (definitions(table(asks("n"), gives(), policy="OUTPUT ORDER")), "outputValues"),
    "an outcome outside its values": (
        definitions(table(asks("n"), gives("o", "string", '"a"'), rule("-", '"b"'))),
        "hoort niet bij de waarden",
    ),
    "a default outside its values": (
        definitions(table(asks("n"), gives("o", "string", '"a"', '"b"'))),
        "hoort niet bij de waarden",
    ),
    "half a default": (
        definitions(table(asks("n"), gives("a", "string", "", '"x"'), gives("b"))),
        "allemaal een, of geen",
    ),
    "an unknown type": (definitions(table(asks("n", "date"), gives())), "'date' wordt niet ondersteund"),
    "no type": (definitions(table(asks("n", ""), gives())), "Kies als type"),
    "too few cells": (definitions(table(asks("n"), gives(), rule('"x"'))), "0 voorwaarden en 1 uitkomsten"),
    "too many cells": (definitions(table(asks("n"), gives(), rule("-", "-", '"x"'))), "2 voorwaarden"),
    "no output": (definitions(table(asks("n"))), "geen uitkomstkolom"),
    "two outputs of one name": (definitions(table(asks("n"), gives("a"), gives("a"))), "komt twee keer voor"),
    "one fact with two types": (
        definitions(table(asks("n", "number"), asks("n"), gives())),
        "ander type of andere waarden",
    ),
    "values that are listed twice": (definitions(table(asks("n", "string", '"a","a"'), gives())), "twee keer"),
    "an arrow that is not drawn": (
        definitions(literal("Eerste", '"x"'), table(asks("Eerste"), gives(), name="Tweede")),
        "Trek een pijl",
    ),
    "an outcome that the next does not know": (
        definitions(
            table(asks("n"), gives("o"), rule("-", '"c"'), name="Eerste"),
            table(asks("Eerste", "string", '"a","b"'), gives(), name="Tweede", needed=needs("Eerste")),
        ),
        'kan "c" geven',
    ),
    "a list that goes into the next": (
        definitions(
            table(asks("n"), gives("o"), rule("-", '"c"'), name="Eerste", policy="COLLECT"),
            table(asks("Eerste", ""), gives(), name="Tweede", needed=needs("Eerste")),
        ),
        "een lijst",
    ),
    "another language": (
        one("-").replace("<inputExpression ", '<inputExpression expressionLanguage="groovy" ', 1),
        "'groovy' wordt niet ondersteund",
    ),
    "markup in a cell": (one("-").replace("<text>-</text>", "<text><b>-</b></text>", 1), "alleen tekst staan"),
    "a calculation with an unknown name": (definitions(literal("A", "wat + 1")), '"wat" is geen bekend feit'),
    "a calculation of another type": (definitions(literal("A", "1", kind="string")), "maar de beslissing geeft"),
    "names that run on": (definitions(fact("een", "number"), literal("A", "een twee")), "geen bekende naam"),
    "power upon power": (definitions(literal("A", "2 ** 3 ** 2")), "niet eenduidig"),
    "one comparison after another": (definitions(literal("A", "1 < 2 < 3")), "twee vergelijkingen"),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_a_file_that_is_not_sound_is_refused(what):
    xml, said = BAD_FILES[what]
    with pytest.raises(TableError, match=said):
        read_dmn(xml)


def test_an_error_says_where_and_what():
    with pytest.raises(TableError) as error:
        read_dmn(one("arbeid"))
    assert str(error.value).startswith("Beslissing 'T', regel 2, kolom 'f': \"arbeid\" is geen bekend feit.")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_that_mean_nothing_are_refused_and_nothing_else(noise):
    with pytest.raises(TableError):
        read_dmn(noise)


def damaged(seed: int) -> str:
    chance = random.Random(seed)
    xml = MODELLER.decode()
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(xml))
        piece = chance.choice(["", "<text>", "</rule>", '"', "&lt;", "<input/>", "null", "\x00", "é", "[1..", "number"])
        xml = xml[:at] + piece + xml[at + chance.randint(0, 25) :]
    return xml


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(seed):
    try:
        model = read_dmn(damaged(seed))
    except TableError:
        return
    assert read_dmn(write_dmn(model)) == model
