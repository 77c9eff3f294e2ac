"""`lantaarn region check` tells with its exit code and its output whether a region can be trusted."""

import json

import pytest

from lantaarn.config.region_command import main


@pytest.fixture
def folder(tmp_path, drenthe_files):
    for name, content in drenthe_files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def edit(folder, name, old, new, count=1):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, count), encoding="utf-8")


def checked(folder, capsys) -> tuple[int, list[dict]]:
    code = main(["check", str(folder), "--json"])
    said = capsys.readouterr()
    assert not said.err
    return code, json.loads(said.out)


def found(proofs, kind):
    return [one for proof in proofs for one in proof["counterexamples"] if one["kind"] == kind]


def test_drenthe_is_proved(folder, capsys):
    code, proofs = checked(folder, capsys)
    assert code == 0
    names = [proof["decision"] for proof in proofs]
    assert len(names) == len(set(names)) == 14
    assert names[-4:] == ["data", "side", "basis", "sharing"]
    for proof in proofs:
        assert set(proof) == {"decision", "total", "unambiguous", "unreachable_rules", "counterexamples"}
        assert (proof["total"], proof["unambiguous"]) == (True, True)
        assert proof["unreachable_rules"] == proof["counterexamples"] == []


def test_the_report_is_dutch(folder, capsys):
    assert main(["check", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "De meldroute is sluitend" in said
    assert "De deeltabel is bewezen" in said


def test_a_lost_cell_is_a_gap_in_plain_dutch(folder, capsys):
    """Issue 2: break a cell of the route and be shown the counterexample."""
    edit(folder, "route.dmn", '<text>"tmm"</text>', '<text>"chain"</text>')
    edit(folder, "route.dmn", 'not("yes")', '"no"', count=1)
    code, proofs = checked(folder, capsys)
    assert code == 1
    assert found(proofs, "gap")
    assert all(one["text"][0].isupper() for proof in proofs for one in proof["counterexamples"])


def test_a_desk_that_is_not_there_is_refuted(folder, capsys):
    edit(folder, "region.toml", '[[desk]]\ncode = "nla"', '[[desk]]\ncode = "nla_old"')
    code, proofs = checked(folder, capsys)
    assert code == 1
    (lead,) = [proof for proof in proofs if proof["decision"] == "lead"]
    (desk,) = [one for one in lead["counterexamples"] if one["kind"] == "desk"]
    assert desk["rules"] == [5, 6]
    assert desk["text"].endswith("het signaal gaat naar 'nla', maar die balie bestaat niet in deze regio.")
    assert "arbeidsuitbuiting" in desk["text"].lower()


def test_a_desk_that_a_municipality_lacks_is_refuted_with_its_name(folder, capsys):
    edit(
        folder,
        "region.toml",
        'stage = "focal_point"\n',
        'stage = "focal_point"\nmunicipalities = ["GM0114", "GM0106"]\n',
    )
    code, proofs = checked(folder, capsys)
    assert code == 1
    lacking = {one["facts"]["municipality"] for one in found(proofs, "desk")}
    assert len(lacking) == 10
    assert "Emmen" not in lacking


def test_a_circle_is_refuted(folder, capsys):
    edit(folder, "route.dmn", '<text>"drieluik"</text>', '<text>"care_coordinators"</text>')
    code, proofs = checked(folder, capsys)
    assert code == 1
    assert any("is dan terug waar het was" in one["text"] for one in found(proofs, "desk"))


def test_an_unreadable_pack_exits_2_and_prints_no_json(folder, capsys):
    edit(folder, "region.toml", "schema = 1", "schema = 9")
    assert main(["check", str(folder), "--json"]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "region.toml, regel" in said.err
    assert "Werk Lantaarn bij" in said.err


def test_a_folder_that_is_not_there_exits_2(tmp_path, capsys):
    assert main(["check", str(tmp_path / "weg")]) == 2
    assert "bestaat niet" in capsys.readouterr().err


def test_a_broken_table_exits_2_with_the_place(folder, capsys):
    edit(folder, "route.dmn", "not(", "niet(")
    assert main(["check", str(folder)]) == 2
    assert "route.dmn, regel" in capsys.readouterr().err
