"""How long what is kept, as rows of a pack: read strictly, written as read, and proposals until they are adopted."""

import pytest

from lantaarn.config.region_command import main
from lantaarn.tables.packs import PackError, read_pack, write_pack

ROW = """
[[retention]]
code = "signal_case"
label = "Wat over een signaal is gedeeld"
process = "signal"
keep = "case"
starts = "closed"
years = 5
action = "destroy"
source = "AVG art. 5"
"""


def with_rows(files, rows):
    return {**files, "region.toml": files["region.toml"] + b"\n" + rows.encode()}


def test_no_term_of_drenthe_is_adopted_so_nothing_goes_by_it(drenthe):
    """The policy plan says nothing of terms."""
    assert {row.code for row in drenthe.retention} >= {"signal_case", "signal_reporter", "subject_request", "log"}
    assert not [row.code for row in drenthe.retention if row.adopted]
    assert all(row.source for row in drenthe.retention)


def test_a_row_says_what_goes_when_and_is_written_as_it_was_read(mini_files):
    pack = read_pack(with_rows(mini_files, ROW))
    (row,) = pack.retention
    assert (row.term, row.destroys, row.adopted) == ("5 jaar", True, False)
    assert read_pack({name: text.encode() for name, text in write_pack(pack).items()}) == pack


@pytest.mark.parametrize(
    "old, new, says",
    [
        ("years = 5\n", "", "past niet bij 'destroy'"),
        ('action = "destroy"', 'action = "keep"', "past niet bij 'keep'"),
        ('starts = "closed"', 'starts = "made"', "kan niet beginnen bij 'made'"),
        ('process = "signal"', 'process = "signals"', "past niet bij 'process'"),
        ('source = "AVG art. 5"\n', "", "ontbreekt: source"),
        ("years = 5", 'years = "5"', "verkeerde soort"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line_and_a_remedy(mini_files, old, new, says):
    with pytest.raises(PackError) as refused:
        read_pack(with_rows(mini_files, ROW.replace(old, new)))
    (problem,) = refused.value.problems
    assert says in problem.problem
    assert problem.remedy
    assert problem.line > mini_files["region.toml"].count(b"\n")


def test_two_rows_of_one_class_are_a_doubt_and_doubts_are_refused(mini_files, tmp_path, capsys):
    rows = ROW + ROW.replace("signal_case", "signal_more")
    for name, content in with_rows(mini_files, rows).items():
        (tmp_path / name).write_bytes(content)
    assert main(["check", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "gaan over hetzelfde: signal, case" in said
    assert "region.toml, regel" in said
