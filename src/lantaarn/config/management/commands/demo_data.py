"""`lantaarn manage demo_data`: loads the packs of two regions as owner, then fills the demo as the application."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lantaarn.config.demo.regions import REGIONS


class Command(BaseCommand):
    help = "Zet verzonnen gegevens klaar. Alleen in een demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Verzonnen gegevens horen alleen in een demo (LANTAARN_DEMO=1).")
        from lantaarn.config.demo.loading import load

        for region in REGIONS:
            self.load_pack(region.pack)
        self.stdout.write(load())

    def load_pack(self, folder: str) -> None:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "lantaarn.config", "region", "load", folder, "--yes"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise CommandError(f"Het regiopakket kon niet worden ingelezen:\n{done.stdout}")
