"""Before a hand-over, what in the free text points at a person is shown, and a person decides."""

from __future__ import annotations

from lantaarn.signals import actions


def test_a_name_in_free_text_is_shown_before_passing_on(stage, sign_in):
    noor = stage.noor
    folder_id = stage.accepted(by=noor, facts={"labour": "yes"})
    stage.do(
        actions.add_contribution,
        by=noor,
        folder_id=folder_id,
        kind="observed",
        category="phenomenon",
        text="Mevrouw Verzonnen gaf mij 06 00 00 00 77.",
        domain="care",
    )
    page = sign_in("Noor Voorbeeld").get(f"/postvak/{folder_id}/doorzetten/").content.decode()
    assert "Dit wijst naar een persoon" in page
    assert "06 00 00 00 77" in page
    assert "Mevrouw Verzonnen" in page
