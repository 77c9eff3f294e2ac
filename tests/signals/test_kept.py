"""Who was away too long signs in again, and finds back what was typed."""

from __future__ import annotations

import time

from lantaarn.web.doors.door import IDLE_SECONDS


def leave_alone(client) -> None:
    session = client.session
    session["seen"] = int(time.time()) - IDLE_SECONDS - 5
    session.save()


def test_what_was_typed_when_the_session_ended_is_put_back_for_the_same_person_only(stage, sign_in):
    folder_id = stage.accepted(by=stage.noor)
    address = f"/postvak/{folder_id}/aanvullen/"
    client = sign_in("Noor Voorbeeld")
    client.get("/")
    leave_alone(client)

    answer = client.post(address, {"kind": "observed", "text": "Er staan zes bedden in de loods."})
    assert answer.status_code == 302
    assert "/toegang/login/" in answer["Location"]
    assert stage.rows("folders_contribution", folder_id=folder_id, text="Er staan zes bedden in de loods.") == []
    assert "bedden" not in str(dict(client.session))

    sign_in_again(client, "Bram Verzonnen")
    assert client.get(address).status_code == 404

    client = sign_in("Noor Voorbeeld")
    client.get("/")
    leave_alone(client)
    client.post(address, {"kind": "observed", "text": "Er staan zes bedden in de loods."})
    sign_in_again(client, "Noor Voorbeeld")
    assert "zes bedden" in client.get(address).content.decode()
    assert "zes bedden" not in client.get(address).content.decode()


def sign_in_again(client, name: str) -> None:
    from lantaarn.network.models import User

    client.force_login(User.objects.get(name=name))
    session = client.session
    session["second_factor"] = True
    session.save()
