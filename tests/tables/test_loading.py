"""Loading a region pack: idempotent, tells what it will change, drafts only, what screens decided stays."""

import subprocess
import sys

import pytest

from lantaarn.network import models as network
from lantaarn.tables import actions, queries
from lantaarn.tables.loading import export_pack, load_pack, plan_load
from lantaarn.tables.packs import PackError, read_pack
from tables.drenthe import DRENTHE, drenthe_files, owner


def run(*words, env=None):
    return subprocess.run(
        [sys.executable, "-P", "-m", "lantaarn.config", "region", *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def load(files=None):
    with owner():
        return load_pack(files or drenthe_files())


def plan(files=None):
    with owner():
        return plan_load(files or drenthe_files())


def with_text(name, old, new):
    files = drenthe_files()
    assert old.encode() in files[name]
    return {**files, name: files[name].replace(old.encode(), new.encode())}


def test_a_second_load_has_nothing_to_do(drenthe):
    again = load()
    assert again.nothing_to_do
    assert (again.kept, again.left) == ([], [])
    assert len(queries.versions("drenthe")) == 1


def test_the_network_stands_as_the_pack_says(drenthe):
    desks = network.Desk.objects.filter(region_id="drenthe")
    assert desks.filter(kind="focal_point_social").count() == 12
    emmen = desks.get(kind="focal_point_safety", municipality__name="Emmen")
    assert emmen.label == "Aandachtsfunctionaris veiligheid Emmen"
    assert not desks.filter(organisation__code="riec_noord_nederland").exists()


def test_looking_changes_nothing(database):
    assert not plan().nothing_to_do
    assert network.Region.objects.count() == 0


def test_a_changed_route_becomes_a_draft_and_never_active(act, first):
    from django.utils import timezone

    from lantaarn.network.queries import bodies

    act(actions.prove, version_id=first.id)
    act(actions.adopt, version_id=first.id, body_id=bodies(region="drenthe")[0].id, on=timezone.localdate())
    act(actions.activate, version_id=first.id)
    done = load(with_text("route.dmn", "Bijlage 2 en bijlage 4", "Bijlage 2"))
    assert [str(change) for change in done.changes] == ["nieuw meldroute: versie 2, als concept"]
    newest, active = queries.versions("drenthe")[0], queries.active("drenthe")
    assert (newest.number, newest.state, newest.source) == (2, "draft", "pack")
    assert active.id == first.id


def test_changed_words_make_a_draft_and_leave_the_active_version_as_it_was(act, first):
    before = queries.pack_of(first.id)
    load(with_text("region.toml", 'label = "binnen twee werkdagen"', 'label = "binnen 2 werkdagen"'))
    newest = queries.versions("drenthe")[0]
    assert newest.number == 2
    assert "binnen 2 werkdagen" in [one.label for one in queries.pack_of(newest.id).deadlines]
    assert queries.pack_of(first.id) == before


def test_a_renamed_organisation_makes_no_new_route(drenthe):
    network.Organisation.objects.filter(code="comensha").update(kind="other")
    done = load(with_text("region.toml", 'name = "CoMensha"', 'name = "CoMensha, kenniscentrum"'))
    assert {change.kind for change in done.changes} == {"organisation", "pack"}
    assert len(queries.versions("drenthe")) == 1


def test_what_a_screen_decided_stays_and_is_told(drenthe):
    network.Desk.objects.filter(kind="tmm").update(channel="Bel het team", hours="ma-vr 9-17")
    network.Municipality.objects.filter(name="Emmen").update(district="Zuidoost")
    with owner():
        network.Organisation.objects.filter(code="comensha").update(covenant_party=True)
    done = load()
    assert done.nothing_to_do
    assert done.kept == [
        "Emmen: district blijft Zuidoost",
        "CoMensha: covenant_party blijft ja",
        "Politie, team mensenhandel (TMM): channel blijft Bel het team",
    ]
    assert network.Desk.objects.get(kind="tmm").hours == "ma-vr 9-17"


def test_memberships_are_never_touched(drenthe):
    before = list(network.Membership.objects.order_by("id").values())
    load(with_text("region.toml", 'label = "ketenregisseur"', 'label = "regisseur"'))
    assert list(network.Membership.objects.order_by("id").values()) == before
    assert network.Role.objects.get(code="chain_director").label == "regisseur"


def test_a_broken_pack_is_refused_whole_with_file_line_and_remedy(drenthe):
    files = with_text("region.toml", 'role = "chain_director"', 'role = "dijkgraaf"')
    with pytest.raises(PackError) as told:
        load(files)
    problem = told.value.problems[0]
    assert (problem.file, "dijkgraaf" in problem.problem, problem.remedy != "") == ("region.toml", True, True)
    line = files["region.toml"].decode().splitlines()[problem.line - 1]
    assert "dijkgraaf" in line


def test_an_export_of_an_untouched_region_is_the_pack_itself(drenthe):
    with owner():
        files = export_pack("drenthe")
    assert {name: text.encode() for name, text in files.items()} == drenthe_files()


def test_an_export_reads_back_to_the_region_as_it_stands(drenthe):
    network.Desk.objects.filter(kind="nla").update(channel="Bel eerst")
    network.Municipality.objects.filter(name="Emmen").update(district="Zuidoost")
    with owner():
        network.Organisation.objects.filter(code="comensha").update(covenant_party=True)
    with owner():
        files = {name: text.encode() for name, text in export_pack("drenthe").items()}
        pack = read_pack(files)
        assert next(desk.channel for desk in pack.desks if desk.code == "nla") == "Bel eerst"
        assert [place.name for place in pack.municipalities if place.district] == ["Emmen"]
        assert next(one.covenant for one in pack.organisations if one.code == "comensha") == "party"
        done = load_pack(files)
    assert {change.kind for change in done.changes} <= {"pack", "route"}
    assert done.kept == []


def test_the_commands_tell_ask_load_and_write(database, tmp_path):
    looked = run("load", str(DRENTHE))
    assert (looked.returncode, "Lees het in met --yes" in looked.stdout) == (1, True), looked.stderr
    assert network.Region.objects.count() == 0
    assert run("load", str(DRENTHE), "--yes").returncode == 0
    assert run("load", str(DRENTHE)).stdout.startswith("Niets te doen")
    assert run("export", "drenthe", str(tmp_path / "uit")).returncode == 0
    assert read_pack({p.name: p.read_bytes() for p in (tmp_path / "uit").iterdir()}) == read_pack(drenthe_files())
    again = run("export", "drenthe", str(tmp_path / "uit"))
    assert (again.returncode, "--overwrite" in again.stderr) == (2, True)


def test_the_command_says_where_a_pack_is_broken(database, tmp_path):
    for name, content in with_text("region.toml", 'role = "chain_director"', 'role = "dijkgraaf"').items():
        (tmp_path / name).write_bytes(content)
    told = run("load", str(tmp_path), "--yes")
    assert told.returncode == 2
    assert "region.toml, regel " in told.stderr
    assert run("load", str(tmp_path / "niets")).returncode == 2
