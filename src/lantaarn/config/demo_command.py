"""`lantaarn demo`: from nothing to a website with invented data, on one port, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from lantaarn.config.database import embedded, kind, roles, statements
from lantaarn.config.demo import preparing
from lantaarn.config.demo.home import DemoError, Secrets, demo_home, keep_secrets, the_only_one
from lantaarn.config.demo.services import Services, becomes_free, is_free, queue, wait_until_answering, website
from lantaarn.vault.providers.file import make_key_file

KEYS = ("secrets.json", "vault.key")
"""What a demo cannot go on without."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn demo",
        description="Start Lantaarn op deze computer met verzonnen gegevens. Stoppen met Ctrl-C; de gegevens blijven.",
    )
    parser.add_argument("--port", type=int, default=8000, help="poort van de website (%(default)s)")
    parser.add_argument("--host", default="127.0.0.1", help="adres waarop de website luistert (%(default)s)")
    parser.add_argument("--fresh", action="store_true", help="alle gegevens van de demo wissen en opnieuw beginnen")
    options = parser.parse_args(argv)
    leave_when_told()
    try:
        home = demo_home()
        with the_only_one(home, says=f"http://localhost:{options.port}/, proces {os.getpid()}"):
            run(home, host=options.host, port=options.port, fresh=options.fresh)
    except KeyboardInterrupt:
        say("\nDe demo is gestopt. Uw gegevens zijn bewaard; start opnieuw met: script/demo")
    return 0


def leave_when_told() -> None:
    """Closing the window ends the demo too, unless it was started with nohup."""
    signal.signal(signal.SIGTERM, _leave)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def say(text: str) -> None:
    print(text, flush=True)


def run(home: Path, *, host: str, port: int, fresh: bool) -> None:
    started = time.monotonic()
    services = Services(home=home, environment={})
    services.end_leftovers()
    check_port(host, port)
    if fresh:
        say("De gegevens van de vorige demo worden gewist …")
        start_afresh(home)
    check_complete(home)
    kept = keep_secrets(home)
    make_key_file(home / "vault.key")
    say("1/4  PostgreSQL starten …")
    with embedded.lasting(home, password=kept.superuser) as cluster:
        environment = settle(home, cluster, kept, port=port)
        services.environment = environment
        roles.prepare(cluster.dsn(), kind.DEMO_DATABASE, kept.roles, kind=kind.Kind.DEMO)
        told = preparing.prepare(home, environment, say)
        say("4/4  Website en wachtrij starten …")
        try:
            options = [f"--bind={host}:{port}", "--processes=1", "--threads=8"]
            services.start("website", website(options), on_death=signal.SIGTERM)
            # Not asked but ended: a queue that stops in an orderly way would wait for a database that is gone too.
            services.start("wachtrij", queue(), on_death=signal.SIGKILL)
            wait_until_answering(services, host, port)
            say(screen(port=port, told=told, seconds=time.monotonic() - started))
            watch(services)
        finally:
            services.stop()


def check_port(host: str, port: int) -> None:
    if not is_free(host, port) and not becomes_free(host, port, seconds=3):
        other = next((number for number in range(port + 1, min(port + 50, 65536)) if is_free(host, number)), 0)
        raise DemoError(
            f"Poort {port} is al in gebruik door een ander programma. Kies een andere: script/demo --port {other}"
        )


def start_afresh(home: Path) -> None:
    embedded.lasting(home).destroy()
    for file in home.iterdir():
        if file.name != "lock" and file.is_file():
            file.unlink()


def check_complete(home: Path) -> None:
    if embedded.lasting(home).data.exists() and not all((home / name).exists() for name in KEYS):
        raise DemoError(
            f"In {home} staan gegevens, maar de sleutels daarvan zijn weg. Begin opnieuw met: script/demo --fresh"
        )


def settle(home: Path, cluster: embedded.Cluster, kept: Secrets, *, port: int) -> dict[str, str]:
    """The environment of an installation, with the demo switched on."""
    urls = {
        variable: cluster.dsn(kind.DEMO_DATABASE, role, kept.roles[role])
        for variable, role in statements.ROLE_OF_URL.items()
    }
    strange = {name for name in os.environ if name.startswith(("LANTAARN_", "PG", "DJANGO_"))}
    return {
        **{name: value for name, value in os.environ.items() if name not in strange},
        **urls,
        "LANTAARN_DEMO": "1",
        "LANTAARN_SECRET_KEY": kept.secret_key,
        "LANTAARN_CONTEXT_KEY": kept.context_key,
        "LANTAARN_ALLOWED_HOSTS": "*",
        "LANTAARN_BASE_URL": f"http://localhost:{port}",
        "LANTAARN_DATA_DIR": str(home),
        "LANTAARN_VAULT_KEY_FILE": str(home / "vault.key"),
    }


def screen(*, port: int, told: str, seconds: float) -> str:
    address = f"http://localhost:{port}/"
    lines = [
        "",
        f"Lantaarn draait (na {seconds:.0f} seconden). Alle gegevens zijn verzonnen.",
        "",
        f"    {address}",
        "",
        "Op de aanmeldpagina kiest u met één klik een rol.",
        *([f"  {line}" for line in told.splitlines()]),
        "",
        "Probeer eens:",
        "  1. Meld iets als baliemedewerker, en volg uw melding met de code die u krijgt.",
        "  2. Neem die melding aan als aandachtsfunctionaris van Emmen (sociaal domein).",
        "     Kijk daarna als aandachtsfunctionaris veiligheid: die ziet haar niet.",
        "  3. Geef als aandachtsfunctionaris veiligheid van Emmen een signaal over arbeid door",
        "     aan de arbeidsinspectie en druk het overdrachtsblad af.",
        "  4. Houd als ketenregisseur het drieluik van deze week.",
        "  5. Maak een cel van de meldroute leeg en zie welk signaal dan nergens aankomt.",
        "  6. Zoek als privacyfunctionaris op wie een signaal heeft gezien.",
        "  7. Dien als aandachtsfunctionaris veiligheid van Emmen een zaak in bij het RIEC (een taak in het",
        "     postvak, dan Delen) en lees regel voor regel wat achterblijft en waarom.",
        "  8. Leg als ketenregisseur een training vast en zie het licht van het programma omslaan.",
        "",
        "Stoppen: Ctrl-C. De gegevens blijven bewaard; met --fresh begint u opnieuw.",
    ]
    return "\n".join(lines)


def watch(services: Services) -> None:
    while True:
        if name := services.stopped():
            raise services.complain(name)
        time.sleep(0.5)
