"""One pool serves everybody: whoever comes next on a connection never sees what the one before could see.

Two organisations, Emmen and Assen, and both desks within Emmen, ask in turns through the same few connections.
"""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from ground.region import ASSEN, EMMEN

CODE = re.compile(r"S-[2-9A-HJ-NP-TV-Z]{6}")
LISTS = ("/lijst/", "/postvak/")
PEOPLE = {"Noor Voorbeeld": (EMMEN, "care"), "Bram Verzonnen": (EMMEN, "municipality")}


@pytest.fixture
def crowd_of_desks(site, stage, sign_in):
    """Per person: the cookie, and the codes of the signals that the desk may see."""
    people = dict(PEOPLE)
    people[stage.at("focal_point_social", ASSEN).name] = (ASSEN, "care")
    found = {}
    for name, (place, domain) in people.items():
        for _ in range(6):
            stage.report(place, source_domain=domain)
        client = sign_in(name)
        cookie = "; ".join(f"{m.key}={m.value}" for m in client.cookies.values())
        desk = stage.person(name).desk_id
        folders = {row.folder_id for row in stage.rows("access_grant", desk_id=desk)}
        codes = {row.code for row in stage.rows("signals_signal") if row.folder_id in folders}
        found[name] = (cookie, codes, sorted(folders))
    return found


def _visit_all(site, crowd: dict, rounds: int) -> int:
    """Everybody asks for everything in turns, also for what is another's; the number of requests."""
    everything = {folder for _cookie, _codes, folders in crowd.values() for folder in folders}
    visits = [
        (cookie, codes, f"/postvak/{folder}/" if number % 3 else LISTS[number % 2], folder in folders)
        for number in range(rounds)
        for cookie, codes, folders in crowd.values()
        for folder in everything
    ]

    def visit(what) -> str:
        cookie, codes, path, mine = what
        status, page, _headers = site.ask("GET", path, cookie=cookie)
        one = path.startswith("/postvak/") and path != "/postvak/"
        if status != (200 if mine or not one else 404):
            return f"{path}: {status}"
        foreign = set(CODE.findall(page)) - codes
        return f"{path}: {foreign}" if foreign else ""

    with ThreadPoolExecutor(12) as threads:
        assert {said for said in threads.map(visit, visits) if said} == set()
    return len(visits)


def test_nobody_sees_a_foreign_row_through_the_pool(site, crowd_of_desks):
    assert _visit_all(site, crowd_of_desks, rounds=12) > 500


@pytest.mark.long
def test_nobody_sees_a_foreign_row_in_a_hundred_thousand_requests(site, crowd_of_desks):
    done = 0
    while done < 100_000:
        done += _visit_all(site, crowd_of_desks, rounds=40)
