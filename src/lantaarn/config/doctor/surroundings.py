"""Checks outside the database: settings, keys, files, disk and mail."""

from __future__ import annotations

import shutil
import smtplib
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lantaarn.config.doctor.findings import Finding, judged
from lantaarn.config.serving.environment import SETTINGS

NEEDED_SPACE = 2_000_000_000
Environ = Mapping[str, str]


def settings(environ: Environ) -> Iterator[Finding]:
    lacking = [setting for setting in SETTINGS if not environ.get(setting.name)]
    yield judged(
        "instellingen",
        good=not lacking,
        found=f"{len(SETTINGS) - len(lacking)} van {len(SETTINGS)} omgevingsvariabelen gevuld",
        remedy="Zet in de omgeving: " + "; ".join(f"{setting.name} ({setting.purpose})" for setting in lacking),
    )
    address = environ.get("LANTAARN_BASE_URL", "")
    yield judged(
        "adres",
        good=address.startswith("https://"),
        found=address or "geen adres",
        remedy="Zet een proxy met https voor Lantaarn, en in LANTAARN_BASE_URL het adres met https://.",
    )
    hosts = environ.get("LANTAARN_ALLOWED_HOSTS", "")
    yield judged(
        "namen",
        good=bool(hosts) and "*" not in hosts,
        found=hosts or "geen namen",
        remedy="Noem in LANTAARN_ALLOWED_HOSTS alleen de namen waaronder de website bekend is, zonder *.",
    )


def keys(environ: Environ) -> Iterator[Finding]:
    secret = environ.get("LANTAARN_SECRET_KEY", "")
    yield judged(
        "sleutel van sessies",
        good=len(secret) >= 50 and len(set(secret)) >= 12,
        found=f"{len(secret)} tekens",
        remedy="Maak een nieuwe LANTAARN_SECRET_KEY van minstens 50 willekeurige tekens: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(60))'",
    )
    context = environ.get("LANTAARN_CONTEXT_KEY", "")
    yield judged(
        "sleutel van handelingen",
        good=is_context_key(context),
        found=f"{len(context)} tekens",
        remedy="Maak een LANTAARN_CONTEXT_KEY van 32 willekeurige bytes en voer 'lantaarn migrate' uit: "
        "python3 -c 'import secrets; print(secrets.token_hex(32))'",
    )


def is_context_key(text: str) -> bool:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return False
    return len(key) == 32 and len(set(key)) >= 12


def files(environ: Environ) -> Iterator[Finding]:
    folder = Path(environ.get("LANTAARN_DATA_DIR", ""))
    if not environ.get("LANTAARN_DATA_DIR") or not folder.is_dir():
        yield Finding("bestanden", "geen map", "Maak de map van LANTAARN_DATA_DIR, met rechten 750 of minder.")
        return
    open_paths = [path for path in (folder, *sorted(folder.iterdir())) if is_open_to_all(path)]
    yield judged(
        "bestanden",
        good=not open_paths,
        found=f"{folder}: {len(open_paths)} voor iedereen leesbaar of schrijfbaar",
        remedy="Sluit ze voor anderen: chmod o-rwx " + " ".join(map(str, open_paths[:5])),
    )
    free = shutil.disk_usage(folder).free
    yield judged(
        "schijfruimte",
        good=free >= NEEDED_SPACE,
        found=f"{free / 1e9:.1f} GB vrij",
        remedy=f"Maak ruimte: houd minstens {NEEDED_SPACE / 1e9:.0f} GB vrij.",
    )


def is_open_to_all(path: Path) -> bool:
    if path.is_symlink() or path.name == "static":
        return False
    mode = path.stat().st_mode
    wanted = stat.S_IRWXO if path.is_dir() else stat.S_IROTH | stat.S_IWOTH
    return bool(mode & wanted)


def mail(environ: Environ) -> Iterator[Finding]:
    url = environ.get("LANTAARN_MAIL_URL", "")
    parts = urlsplit(url)
    if not parts.hostname:
        yield Finding("mail", "geen mailserver", "Zet LANTAARN_MAIL_URL: zonder mail krijgt niemand bericht.")
        return
    where = f"{parts.hostname}:{parts.port or 25}"
    try:
        with smtplib.SMTP(parts.hostname, parts.port or 25, timeout=8) as server:
            server.ehlo()
            if parts.scheme == "smtp+tls":
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.noop()
    except (OSError, smtplib.SMTPException) as problem:
        yield Finding(
            "mail",
            f"{where} antwoordt niet: {problem}",
            "Controleer LANTAARN_MAIL_URL (naam, poort, wachtwoord) en of deze machine de mailserver mag bereiken.",
        )
    else:
        yield Finding("mail", f"{where} neemt mail aan")
