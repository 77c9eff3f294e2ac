"""One signal from a counter clerk to the labour inspectorate, page by page, as the people of the chain meet it."""

from __future__ import annotations

import re

from django.test import Client

from ground.region import EMMEN

FILLED = {
    "danger": "no",
    "municipality": EMMEN,
    "spot": "Kas aan de Verzonnenweg",
    "observed": "Achter in de loods staan zes bedden.",
    "stated": "Mijn paspoort ligt bij de baas.",
    "stated_by": "iemand die er werkt",
    "interpreted": "",
    "minor": "no",
    "source_domain": "care",
    "may_call": "no",
    "shielded": "on",
}


def text(answer) -> str:
    return answer.content.decode()


def reported() -> str:
    """Somebody without account fills in the form; the code that comes back."""
    visitor = Client(enforce_csrf_checks=True)
    form = text(visitor.get("/melden/drenthe/"))
    once = re.search(r'name="once" value="([^"]+)"', form)[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    answer = visitor.post(
        "/melden/drenthe/",
        {**FILLED, "once": once, **({"csrfmiddlewaretoken": token[1]} if token else {})},
        follow=True,
    )
    return re.search(r'class="la-big-code">([^<]+)<', text(answer))[1]


def test_from_the_counter_to_the_inspectorate_and_into_the_log(stage, sign_in):
    code = reported()
    row = stage.row("signals_signal")
    folder, address = row.folder_id, f"/postvak/{row.folder_id}/"
    noor, bram, sanne = sign_in("Noor Voorbeeld"), sign_in("Bram Verzonnen"), sign_in("Sanne Testpersoon")

    assert row.code in text(noor.get("/postvak/"))
    assert "zes bedden" in text(noor.get(address))
    assert row.code not in text(bram.get("/postvak/"))
    assert bram.get(address).status_code == 404
    assert sanne.get(address).status_code == 404
    assert row.code in text(sanne.get("/keten/"))
    assert "zes bedden" not in text(sanne.get("/keten/"))

    mine = stage.referral(folder, stage.noor.desk_id)
    taken = noor.post(f"{address}aannemen/{mine.id}/", {"revision": 1})
    assert taken.status_code == 302
    assert stage.signal(folder).status == "taken_up"

    stage.do(_facts, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    assert "Arbeidsinspectie" in text(noor.get(f"{address}doorzetten/"))
    passed = noor.post(f"{address}doorzetten/", {"revision": stage.revision(folder), "note": "", "sure": "on"})
    assert passed.status_code == 302
    sheet = stage.referral(folder, stage.desk("nla"))
    pdf = noor.get(f"{address}overdrachtsblad/{sheet.id}/pdf/")
    assert pdf.content.startswith(b"%PDF")

    assert "zes bedden" in text(sanne.get(address)), "the chain director keeps sight, and it is on the drieluik"
    assert bram.get(address).status_code == 404

    noor.post(
        f"{address}afronden/",
        {
            "revision": stage.revision(folder),
            "reason": "disrupted",
            "note": "",
            "feedback": "followed_up",
            "sure": "on",
        },
    )
    assert stage.signal(folder).status == "closed"

    log = text(sign_in("Esra Voorbeeld").get(f"/logboek/?signaal={row.code}"))
    assert "Noor Voorbeeld" in log
    assert "zes bedden" not in log
    assert "Bram Verzonnen" in text(sign_in("Esra Voorbeeld").get("/logboek/?uitkomst=denied")), "the refusal as well"

    from lantaarn.signals import queries

    followed = queries.follow(region="drenthe", code=code)
    assert followed.closed_at is not None
    assert followed.feedback == "followed_up"


def _facts(*, folder_id, revision, by):
    from lantaarn.signals.actions import set_facts

    set_facts(folder_id=folder_id, facts={"labour": "yes", "possible_victim": "no"}, revision=revision, by=by)
