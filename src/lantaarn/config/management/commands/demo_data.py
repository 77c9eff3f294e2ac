"""`lantaarn manage demo_data`: loads the region's pack as owner, then fills the demo as the application."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

PACK = Path(__file__).resolve().parents[5] / "regions" / "drenthe"


class Command(BaseCommand):
    help = "Zet verzonnen gegevens klaar. Alleen in een demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Verzonnen gegevens horen alleen in een demo (LANTAARN_DEMO=1).")
        done = subprocess.run(
            [sys.executable, "-P", "-m", "lantaarn.config", "region", "load", str(PACK), "--yes"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise CommandError(f"Het regiopakket kon niet worden ingelezen:\n{done.stdout}")
        from lantaarn.config.demo.loading import load

        self.stdout.write(load())
