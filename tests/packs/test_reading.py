"""A broken pack is refused with file, line and remedy, and with all its faults at once."""

import pytest

from lantaarn.tables.packs import Pack, PackError, Problem, read_folder, read_pack


def problems(files: dict[str, bytes]) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as refused:
        read_pack(files)
    assert all(problem.remedy or "klopt niet" in problem.problem for problem in refused.value.problems)
    return refused.value.problems


def changed(files: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    text = files["region.toml"].decode()
    assert old in text
    return {**files, "region.toml": text.replace(old, new, 1).encode()}


def line(files: dict[str, bytes], text: str) -> int:
    lines = files["region.toml"].decode().splitlines()
    return next(number for number, one in enumerate(lines, start=1) if text in one)


def test_a_newer_pack_is_refused_with_what_to_do(mini_files):
    (found,) = problems(changed(mini_files, "schema = 1", "# later\nschema = 2"))
    assert (found.file, found.line) == ("region.toml", 2)
    assert "versie 2" in found.problem
    assert "Werk Lantaarn bij" in found.remedy


def test_an_unknown_key_is_an_error_on_its_own_line(mini_files):
    broken = changed(mini_files, 'label = "Voorbalie"', 'label = "Voorbalie"\nlable = "x"')
    (found,) = problems(broken)
    assert found.line == line(broken, "lable")
    assert "lable" in found.problem
    assert "min_people" in found.remedy


def test_an_unknown_table_is_an_error(mini_files):
    broken = changed(mini_files, "[[deadline]]", "[[dedline]]")
    assert {(found.line, found.problem) for found in problems(broken)} == {
        (line(broken, "[[dedline]]"), "De sleutel 'dedline' is hier niet bekend."),
        (1, "Er ontbreekt: deadline."),
    }


def test_all_faults_are_told_at_once(mini_files):
    broken = changed(mini_files, 'code = "GM9001"', 'code = "9001"')
    broken = changed(broken, 'scope = "municipality"', 'scope = "town"')
    broken = changed(broken, "amount = 2", 'amount = "two"')
    found = problems({**broken, "route.dmn": b"<no"})
    assert {(one.file, one.line) for one in found} == {
        ("region.toml", line(broken, '"9001"')),
        ("region.toml", line(broken, '"town"')),
        ("region.toml", line(broken, '"two"')),
        ("route.dmn", 1),
    }


@pytest.mark.parametrize(
    "old, new, key, said",
    [
        ('code = "house"', 'code = "front"', 'code = "front"', "komt twee keer voor"),
        ('code = "GM9002"', 'code = "GM9001"', 'code = "GM9001"', "komt twee keer voor"),
        ('role = "focal_point"', 'role = "nobody"', '"nobody"', "De rol 'nobody' bestaat niet"),
        ('stage = "house"', 'stage = "attic"', '"attic"', "De plaats in de route 'attic' bestaat niet"),
        ('stage = "house"', 'stage = "entry"', 'stage = "entry"', "de plaats van een signaal zonder balie"),
        ('lead = "lead"', 'lead = "leader"', '"leader"', "De beslissing 'leader' bestaat niet"),
        ('file = "route.dmn"', 'file = "../route.dmn"', "../route.dmn", "heeft niet de juiste vorm"),
        ('may = ["signals.work"]', 'may = ["signals.steal"]', "signals.steal", "past niet bij 'may'"),
        ("amount = 2", "amount = 0", 'kind = "working_days"', "De termijn 'soon' klopt niet"),
        ("amount = 2", "amount = 2.0", "amount", "van de verkeerde soort"),
        ("amount = 2", "amount = true", "amount", "van de verkeerde soort"),
        ("amount = 2", "amount = 2026-01-01", "amount", "van de verkeerde soort"),
        ('code = "help"', 'code = "victim"', 'code = "victim"', "al de naam van een feit"),
        ('code = "work"', 'code = "lead"', 'code = "lead"', "al de naam van een vast woord"),
        ('municipality = "GM9002"', 'municipality = "GM9003"', '"GM9003"', "De gemeente 'GM9003' bestaat niet"),
        ('when = \'form = "labour"', 'when = \'form = "sea"', "sea", 'nooit "sea"'),
        ("then = 'work", "then = '(work", "'(work", "De belofte van 'labour_to_work' klopt niet"),
        ('value = "other"', 'value = "others"', 'value = "labour"', "anders dan in de tabel"),
        ('label = "Huis"', 'label = ""', 'label = ""', "te klein, te groot of leeg"),
        ('label = "Huis"', 'label = "Huis\\n"', '"Huis', "heeft niet de juiste vorm"),
    ],
)
def test_each_fault_is_found_on_its_line(mini_files, old, new, key, said):
    broken = changed(mini_files, old, new)
    found = problems(broken)
    assert any(said in one.problem for one in found), found
    near = {one.line for one in found if said in one.problem}
    lines = broken["region.toml"].decode().splitlines()
    assert any(key in text for at in near for text in lines[at - 1 : at + 2]), (near, found)


def test_every_fact_of_the_route_can_be_unknown(mini_files):
    text = mini_files["region.toml"].decode()
    start = text.index('[[fact.value]]\nvalue = "unknown"\nlabel = "weet ik niet"\nphrase = "onbekend of')
    broken = {**mini_files, "region.toml": (text[:start] + text[text.index("[route]") :]).encode()}
    assert any("kan niet onbekend zijn" in found.problem for found in problems(broken))


def test_toml_that_is_none_is_told_with_its_line(mini_files):
    (found,) = problems({**mini_files, "region.toml": b"schema = 1\n[region\n"})
    assert (found.file, found.line) == ("region.toml", 2)


def test_other_encodings_are_refused_on_their_line(mini_files):
    (found,) = problems({**mini_files, "region.toml": b"schema = 1\n# caf\xe9\n"})
    assert (found.line, "UTF-8" in found.remedy) == (2, True)


def test_a_missing_file_is_named(mini_files):
    (found,) = problems({"region.toml": mini_files["region.toml"]})
    assert (found.file, found.problem) == ("route.dmn", "Het bestand ontbreekt.")
    (found,) = problems({"route.dmn": mini_files["route.dmn"]})
    assert found.file == "region.toml"


def test_a_fault_in_a_table_is_told_with_the_line_of_the_rule(drenthe_files):
    text = drenthe_files["route.dmn"].decode().replace('<text>"zvhd"</text>', '<text>"attic"</text>', 1)
    (found,) = problems({**drenthe_files, "route.dmn": text.encode()})
    around = text.splitlines()[found.line - 1 : found.line + 12]
    assert "<rule" in around[0]
    assert any('"attic"' in one for one in around)


def test_a_huge_file_is_refused_unread(mini_files):
    (found,) = problems({**mini_files, "region.toml": b"#" * 2_000_001})
    assert "groter dan" in found.problem


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(PackError, match="bestaat niet"):
        read_folder(tmp_path / "nergens")


def test_a_party_that_is_no_destination_can_be_no_desk(drenthe_files):
    broken = changed(drenthe_files, 'organisation = "nla"\n', 'organisation = "riec_noord_nederland"\n')
    (found,) = problems(broken)
    assert found.line == line(broken, 'organisation = "riec')
    assert "geen bestemming" in found.problem


def test_the_pack_is_plain_values(mini: Pack):
    assert mini.desks[0].municipal
    assert [place.name for place in mini.municipalities] == ["Voorbeelddorp", "Verzonnenstad"]
    assert mini.route.stage == "stage"
