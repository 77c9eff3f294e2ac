"""lantaarn region open: gives somebody leave to make one region on a screen."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn region open",
        description="Maakt een link waarmee iemand op een scherm één nieuwe regio maakt. Wie dat doet, wordt daar de "
        "eerste functioneel beheerder.",
    )
    parser.add_argument("--email", required=True, help="het adres van wie de regio maakt")
    parser.add_argument("--name", required=True, help="de naam van wie de regio maakt")
    options = parser.parse_args(argv)

    os.environ["LANTAARN_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.urls import reverse

    from lantaarn.network.actions import give_leave

    leave = give_leave(email=options.email, name=options.name)
    print("Geef deze link aan wie de regio maakt. Hij werkt zeven dagen, en voor één regio:")
    print(settings.BASE_URL.rstrip("/") + reverse("region-new", args=[leave.token]))
    return 0
