"""The packs that the tests read: Drenthe as it is, and a region small enough to count by hand."""

from pathlib import Path

import pytest

from lantaarn.tables.packs import Pack, read_folder, read_pack

DRENTHE = Path(__file__).parents[2] / "regions" / "drenthe"

MINI = """\
schema = 1

[region]
code = "klein"
name = "Kleinland"
covenant = "Convenant Kleinland"

[[municipality]]
code = "GM9001"
name = "Voorbeelddorp"

[[municipality]]
code = "GM9002"
name = "Verzonnenstad"

[[organisation]]
code = "voorbeelddorp"
name = "Gemeente Voorbeelddorp"
kind = "municipality"
municipality = "GM9001"

[[organisation]]
code = "verzonnenstad"
name = "Gemeente Verzonnenstad"
kind = "municipality"
municipality = "GM9002"

[[role]]
code = "focal_point"
label = "aandachtsfunctionaris"
may = ["signals.work"]

[[desk]]
code = "front"
label = "Voorbalie"
role = "focal_point"
scope = "municipality"
stage = "front"

[[desk]]
code = "house"
label = "Huis"
role = "focal_point"
scope = "region"
stage = "house"

[[desk]]
code = "work"
label = "Arbeidsbalie"
role = "focal_point"
scope = "region"
end = true
off_system = true
channel = "Bel de arbeidsbalie."

[[desk]]
code = "care"
label = "Zorgbalie"
role = "focal_point"
scope = "region"
end = true

[[deadline]]
code = "soon"
label = "binnen twee werkdagen"
kind = "working_days"
amount = 2

[[task]]
code = "look"
label = "bekijken"

[[task]]
code = "help"
label = "helpen"

[[fact]]
name = "stage"
label = "Plaats"
question = "Waar is het signaal?"
asked = "derived"

[[fact.value]]
value = "entry"
label = "nieuw"
phrase = "een nieuw signaal"

[[fact.value]]
value = "front"
label = "voorbalie"
phrase = "een signaal bij de voorbalie"

[[fact.value]]
value = "house"
label = "huis"
phrase = "een signaal bij het huis"

[[fact]]
name = "form"
label = "Vorm"
question = "Welke vorm is het?"
asked = "focal_point"

[[fact.value]]
value = "labour"
label = "arbeid"
phrase = "arbeidsuitbuiting"

[[fact.value]]
value = "other"
label = "anders"
phrase = "een andere vorm"

[[fact.value]]
value = "unknown"
label = "weet ik niet"
phrase = "vorm onbekend"

[[fact]]
name = "victim"
label = "Slachtoffer"
question = "Is er een mogelijk slachtoffer?"
asked = "focal_point"

[[fact.value]]
value = "yes"
label = "ja"
phrase = "een mogelijk slachtoffer"

[[fact.value]]
value = "no"
label = "nee"
phrase = "geen slachtoffer"

[[fact.value]]
value = "unknown"
label = "weet ik niet"
phrase = "onbekend of er een slachtoffer is"

[route]
file = "route.dmn"
lead = "lead"
parallel = ["also"]
fallback = "house"

[[invariant]]
name = "labour_to_work"
label = "Arbeid komt bij de arbeidsbalie"
when = 'form = "labour" and stage != "entry"'
then = 'work = "lead"'
decision = "lead"

[[invariant]]
name = "victim_to_care"
label = "Bij een mogelijk slachtoffer komt de zorg erbij"
when = 'not(victim = "no")'
then = 'care != "no" and help = "yes"'
decision = "also"
"""

STEP = ("desk", "task", "deadline")
TABLES = {
    "kind": (
        ("form",),
        ("kind",),
        ((('"labour"',), ("work",)), (('not("labour")',), ("rest",))),
    ),
    "lead": (
        ("stage", "kind"),
        STEP,
        (
            (('"entry"', "-"), ("front", "look", "soon")),
            (('"front","house"', '"work"'), ("work", "look", "soon")),
            (('"front"', '"rest"'), ("house", "look", "soon")),
            (('"house"', '"rest"'), ("care", "look", "soon")),
        ),
    ),
    "also": (
        ("victim",),
        STEP,
        ((('not("no")',), ("care", "help", "soon")), (('"no"',), ("none", "none", "none"))),
    ),
}
VALUES = {
    "stage": ("entry", "front", "house"),
    "form": ("labour", "other", "unknown"),
    "victim": ("yes", "no", "unknown"),
    "kind": ("work", "rest"),
}


def mini_dmn(**policies: str) -> str:
    """The small region's tables as DMN; every decision is UNIQUE unless told otherwise."""
    parts = ['<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Kleinland" namespace="n">']
    parts += [_type(name) for name in VALUES]
    parts += [
        f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="t_{name}"/></inputData>'
        for name in VALUES
        if name not in TABLES
    ]
    parts += [_decision(name, policies.get(name, "UNIQUE")) for name in TABLES]
    return "\n".join([*parts, "</definitions>"])


def _type(name: str) -> str:
    values = ",".join(f'"{value}"' for value in VALUES[name])
    allowed = f"<allowedValues><text>{values}</text></allowedValues>"
    return f'<itemDefinition name="t_{name}"><typeRef>string</typeRef>{allowed}</itemDefinition>'


def _decision(name: str, policy: str) -> str:
    inputs, outputs, rules = TABLES[name]
    kind = f' typeRef="t_{name}"' if name in VALUES else ""
    parts = [f'<decision id="decision_{name}" name="{name}"><variable name="{name}"{kind}/>']
    for asked in inputs:
        target = (
            f'<requiredDecision href="#decision_{asked}"/>' if asked in TABLES else f'<requiredInput href="#{asked}"/>'
        )
        parts.append(f"<informationRequirement>{target}</informationRequirement>")
    parts.append(f'<decisionTable hitPolicy="{policy}">')
    parts += [
        f'<input><inputExpression typeRef="t_{asked}"><text>{asked}</text></inputExpression></input>'
        for asked in inputs
    ]
    parts += [
        f'<output name="{output}" typeRef="{"t_" + output if output in VALUES else "string"}"/>' for output in outputs
    ]
    for cells, said in rules:
        entries = "".join(f"<inputEntry><text>{cell}</text></inputEntry>" for cell in cells)
        entries += "".join(f'<outputEntry><text>"{value}"</text></outputEntry>' for value in said)
        parts.append(f"<rule>{entries}</rule>")
    return "\n".join([*parts, "</decisionTable></decision>"])


@pytest.fixture(scope="session")
def drenthe_files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in DRENTHE.iterdir()}


@pytest.fixture(scope="session")
def drenthe() -> Pack:
    return read_folder(DRENTHE)


@pytest.fixture(scope="session")
def mini_files() -> dict[str, bytes]:
    return {"region.toml": MINI.encode(), "route.dmn": mini_dmn().encode()}


@pytest.fixture(scope="session")
def mini_tables():
    return mini_dmn


@pytest.fixture(scope="session")
def mini(mini_files: dict[str, bytes]) -> Pack:
    return read_pack(mini_files)
