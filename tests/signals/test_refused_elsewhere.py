"""A party outside Lantaarn does not take a signal: the sender notes that, and keeps it."""

from __future__ import annotations


def test_what_the_inspectorate_does_not_take_lies_with_the_sender_again(stage, sign_in):
    folder_id = stage.accepted(by=stage.noor, facts={"labour": "yes"})
    client = sign_in("Noor Voorbeeld")
    client.post(f"/postvak/{folder_id}/doorzetten/", {"revision": stage.revision(folder_id), "note": ""})
    referral = stage.referral(folder_id, stage.desk("nla"))

    page = client.get(f"/postvak/{folder_id}/teruggeven/{referral.id}/").content.decode()
    assert "Zij nemen het niet aan" in page
    assert "U ziet het signaal daarna niet meer" not in page
    answer = client.post(
        f"/postvak/{folder_id}/teruggeven/{referral.id}/",
        {"revision": stage.revision(folder_id), "reason": "Valt onder een andere dienst."},
    )
    assert answer["Location"] == f"/postvak/{folder_id}/"
    assert client.get(f"/postvak/{folder_id}/").status_code == 200
    assert stage.signal(folder_id).lead_desk_id == stage.noor.desk_id
    again = stage.referral(folder_id, stage.noor.desk_id, leads=True)
    assert again.state == "offered"
