"""lantaarn manage first_administrator: invites the first person, who then invites all others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from lantaarn.network import actions, queries
from lantaarn.rules.transitions import NotAllowed


class Command(BaseCommand):
    help = "Nodigt de eerste functioneel beheerder uit en toont de link, één keer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--organisation", required=True, help="de code uit het regiopakket")
        parser.add_argument("--region", default="", help="nodig als er meer dan één regio is")

    def handle(self, *args: Any, **options: Any) -> None:
        regions = [code for code, _name in queries.regions() if options["region"] in {"", code}]
        if len(regions) != 1:
            raise CommandError("Welke regio? Lees er eerst een in, of noem er een met --region.")
        try:
            invited = actions.invite_first_administrator(
                region=regions[0],
                email=options["email"],
                name=options["name"],
                organisation=options["organisation"],
            )
        except NotAllowed as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("Geef deze link aan de beheerder. Hij werkt zeven dagen, en één keer:")
        self.stdout.write(settings.BASE_URL.rstrip("/") + reverse("accept-invitation", args=[invited.token]))
