"""The sharing part of a pack: optional, read strictly, written as it was read, and checked with the rest."""

from dataclasses import replace

import pytest

from lantaarn.config.region_command import main
from lantaarn.rules.sharing import decide
from lantaarn.rules.tables import with_cell
from lantaarn.tables.packs import PackError, read_pack, write_pack


def problems(files):
    with pytest.raises(PackError) as refused:
        read_pack(files)
    return refused.value.problems


def changed(files, old, new, name="region.toml"):
    text = files[name].decode()
    assert old in text
    return {**files, name: text.replace(old, new, 1).encode()}


def only(files):
    (found,) = problems(files)
    return found


def test_a_pack_without_a_sharing_table_stays_a_pack(mini):
    assert mini.sharing is None
    assert set(write_pack(mini)) == {"region.toml", "route.dmn"}


def test_without_a_sharing_table_drenthe_still_has_its_route(drenthe_files):
    text = drenthe_files["region.toml"].decode()
    files = {name: content for name, content in drenthe_files.items() if name != "sharing.dmn"}
    pack = read_pack({**files, "region.toml": text[: text.index("[sharing]")].encode()})
    assert pack.sharing is None


def test_what_was_read_is_written(drenthe):
    files = write_pack(drenthe)
    assert set(files) == {"region.toml", "route.dmn", "indicators.toml", "programme.toml", "sharing.dmn"}
    assert read_pack({name: text.encode() for name, text in files.items()}) == drenthe


def test_an_edited_sharing_table_survives_export(drenthe):
    model = with_cell(drenthe.sharing.model, "sharing", 10, "sentence", '"Nooit naar het RIEC."')
    edited = replace(drenthe, sharing=replace(drenthe.sharing, model=model))
    again = read_pack({name: text.encode() for name, text in write_pack(edited).items()})
    assert again == edited != drenthe


def test_the_table_of_the_pack_is_the_table_that_decides(drenthe):
    model = with_cell(drenthe.sharing.model, "sharing", 1, "sentence", '"Niets."')
    plan = replace(drenthe.sharing, model=model).plan()
    facts = {fact.name: "unknown" for fact in plan.leaves}
    assert decide(plan, facts).sentence == "Niets."


def test_a_missing_file_is_named(drenthe_files):
    files = {name: content for name, content in drenthe_files.items() if name != "sharing.dmn"}
    assert (only(files).file, only(files).problem) == ("sharing.dmn", "Het bestand ontbreekt.")


def test_rows_of_sharing_without_a_table_are_refused(mini_files):
    row = '\n[[sharing_kind]]\ncode = "care"\nlabel = "Zorg"\nphrase = "de zorg"\n'
    files = {**mini_files, "region.toml": mini_files["region.toml"] + row.encode()}
    assert only(files).problem == "'sharing_kind' hoort bij een deeltabel."


REFUSED = {
    "the same file twice": ('file = "sharing.dmn"', 'file = "route.dmn"', "hetzelfde bestand"),
    "a decision that is not there": ('decision = "sharing"', 'decision = "shared"', "'shared' bestaat niet"),
    "a decision that gives no verdict": ('decision = "sharing"', 'decision = "side"', "geeft geen oordeel"),
    "an order that does not begin with the safest": (
        'verdicts = ["may_not", "without_person_data"',
        'verdicts = ["without_person_data", "may_not"',
        "volgorde van de oordelen",
    ),
    "a kind that the table does not have": ('code = "region_other"', 'code = "other_region"', "zijn anders"),
    "nobody may be unknown": ('code = "unknown"\nlabel = "Niet bekend"', 'code = "nobody"\nlabel = "x"', "onbekend"),
    "a role that is not there": ('role = "executive"\n\n[[sharing', 'role = "mayor"\n\n[[sharing', "'mayor' bestaat"),
    "a provenance that is not there": ('domain = "safety"\norganisation = "police"', 'domain = "x"', "'x' bestaat"),
    "a word for nothing": ('name = "basis"\nvalue = "own"', 'name = "bases"\nvalue = "own"', "'bases' bestaat niet"),
    "a word twice": ('name = "basis"\nvalue = "own"', 'name = "basis"\nvalue = "task"', "twee keer"),
    "a value that a fact never has": ('when = \'purpose = "picture"', 'when = \'purpose = "image"', "voorwaarde"),
    "a verdict that does not exist": ("then = 'verdict = \"share\"'", "then = 'verdict = \"yes\"'", "belofte"),
    "paper to a kind that is not there": (
        'kind = "labour_inspectorate"\nground',
        'kind = "inspection"\nground',
        "soort ontvanger 'inspection' bestaat niet",
    ),
    "paper on no ground": (
        'kind = "riec"\nground = "own_ground_municipality"',
        'kind = "riec"\nground = "none"',
        "grond 'none' bestaat niet",
    ),
    "paper to one kind twice": ('kind = "prosecution"\nground', 'kind = "police"\nground', "komt twee keer voor"),
    "paper that tells what is not known": ('behind = "nothing"', 'behind = "all"', "'all' past niet bij 'behind'"),
    "an agreement twice": ('name = "withdrawn_ends"', 'name = "ground_needed"', "twee keer"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused(drenthe_files, name):
    old, new, said = REFUSED[name]
    found = problems(changed(drenthe_files, old, new))
    assert any(said in one.problem for one in found), found
    assert all(one.line > 1 or one.file == "sharing.dmn" for one in found)


def test_a_fact_that_the_pack_has_no_words_for_is_named(drenthe_files):
    text = drenthe_files["region.toml"].decode()
    start = text.index('[[sharing_fact]]\nname = "acute_danger"')
    end = text.index("[[sharing_fact]]", start + 1)
    found = problems({**drenthe_files, "region.toml": (text[:start] + text[end:]).encode()})
    assert any("vraagt naar 'acute_danger'" in one.problem for one in found)


def test_the_two_files_have_no_decision_of_one_name(drenthe_files):
    text = drenthe_files["sharing.dmn"].decode()
    renamed = text.replace('name="side"', 'name="care"').replace("<text>side</text>", "<text>care</text>")
    found = problems({**drenthe_files, "sharing.dmn": renamed.encode()})
    assert any("staat ook in route.dmn" in one.problem for one in found)


def test_a_table_that_cannot_be_read_is_told_with_its_line(drenthe_files):
    found = only(changed(drenthe_files, "not(", "niet(", "sharing.dmn"))
    assert found.file == "sharing.dmn"
    assert found.line > 1


# --- lantaarn region check --------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, drenthe_files):
    for name, content in drenthe_files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_region_check_tells_the_path_that_leaks(folder, capsys):
    """Care's data as the municipality's own: the check refutes the pack and names the hands through which they go."""
    text = (folder / "sharing.dmn").read_text(encoding="utf-8")
    start = text.index('<rule id="data_rule_4">')
    leaky = text[:start] + text[start:].replace('<text>"care"</text>', '<text>"personal"</text>', 2).replace(
        '<text>"personal"</text>', '<text>"care"</text>', 1
    )
    leaky = leaky.replace('<text>not("municipality")</text>', '<text>"unknown"</text>')
    start = leaky.index('<rule id="basis_rule_16">')
    leaky = leaky[:start] + leaky[start:].replace('<text>"municipality"</text>', '<text>not("unknown")</text>', 1)
    (folder / "sharing.dmn").write_text(leaky, encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "De meldroute is sluitend" in said
    assert "De zorg deelt met de gemeente (veiligheid), de gemeente (veiligheid) deelt met het RIEC" in said
    assert "waarin de deeltabel niet klopt" in said
