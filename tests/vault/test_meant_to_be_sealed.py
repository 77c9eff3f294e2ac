"""What is said to be about people is sealed, or stands here with the reason why it is not. A new field must choose."""

from __future__ import annotations

import re

from django.apps import apps

from lantaarn.vault.fields import SEALED

ABOUT_PEOPLE = re.compile(r"privacy=(personal|special|criminal);")

ACCOUNT = "people who work here, whom the directory and the sign-in look up"
FACTS = "a code of the route: it decides on these, and lists are made of them"
CODE = "a code from a short list"
PLAIN = {
    "network_user.email": ACCOUNT,
    "network_user.name": ACCOUNT,
    "network_user.phone": ACCOUNT,
    "network_membership.trained_on": ACCOUNT,
    "network_absence.first_day": ACCOUNT,
    "network_absence.last_day": ACCOUNT,
    "network_invitation.email": ACCOUNT,
    "network_invitation.name": ACCOUNT,
    "network_opening.email": ACCOUNT,
    "network_opening.name": ACCOUNT,
    "tables_agreement.agreed_by": "who signed a sharing table for a party, by office: public to the parties",
    "tables_officeradvice.given_by": "which officer gave advice on a sharing table: public to the parties",
    "access_consent.age_group": CODE,
    "access_consent.given_by": CODE,
    "signals_draft.data": "sealed under the token that its writer's browser holds (vault/passing.py)",
    "signals_signal.facts": FACTS,
    "signals_signal.exploitation": FACTS,
    "signals_signal.minor": FACTS,
    "signals_place.kind": CODE,
    "subjects_request.never_call": CODE,
    "subjects_request.contact": CODE,
}


def about_people() -> dict[str, object]:
    """Every field of ours that says so, by table and column."""
    return {
        f"{model._meta.db_table}.{field.column}": field
        for config in apps.get_app_configs()
        if config.name.startswith("lantaarn.")
        for model in config.get_models()
        for field in model._meta.local_concrete_fields
        if ABOUT_PEOPLE.match(field.db_comment or "")
    }


def test_what_is_about_people_is_sealed_or_says_why_not():
    plain = {name for name, field in about_people().items() if not isinstance(field, SEALED)}
    assert plain == set(PLAIN), "make it a Sealed field (vault/fields.py), or give the reason here"


def test_most_of_what_is_said_about_people_is_sealed():
    sealed = {name for name, field in about_people().items() if isinstance(field, SEALED)}
    assert {"folders_contribution.text", "signals_report.name", "access_consent.subject"} <= sealed
    assert len(sealed) > len(PLAIN)


def test_every_sealed_field_says_that_it_is_about_people():
    for config in apps.get_app_configs():
        for model in config.get_models() if config.name.startswith("lantaarn.") else ():
            for field in model._meta.local_concrete_fields:
                if isinstance(field, SEALED):
                    assert ABOUT_PEOPLE.match(field.db_comment or ""), f"{model.__name__}.{field.name}"
