"""Whether PostgreSQL's own log stays free of what stands in rows: statements with values, details of errors."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg

from lantaarn.config.doctor.findings import Finding, judged

CHECK = "logboek van PostgreSQL"
QUIET = {
    "log_error_verbosity": ("terse",),
    "log_min_error_statement": ("panic", "fatal"),
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_transaction_sample_rate": ("0",),
    "log_parameter_max_length_on_error": ("0",),
    "auto_explain.log_min_duration": ("-1",),
}
"""What each may be. An error tells the row that broke a rule; a statement is written down with its values."""
WITH_LENGTH = {"log_statement", "log_min_duration_statement", "log_min_duration_sample", "log_transaction_sample_rate"}
"""These write down statements, of which ours hold no values: harmless where values are not written beside them."""


def server_log(inside: psycopg.Connection) -> Iterator[Finding]:
    """Asked of the website's own connection: what holds for its role."""
    names = [*QUIET, "log_parameter_max_length"]
    found: dict[str, str] = dict(
        inside.execute("SELECT name, setting FROM pg_settings WHERE name = ANY (%s)", [names]).fetchall()
    )
    without_values = found.get("log_parameter_max_length") == "0"
    loud = sorted(
        name
        for name, good in QUIET.items()
        if name in found and found[name] not in good and not (name in WITH_LENGTH and without_values)
    )
    yield judged(
        CHECK,
        good=not loud,
        found=", ".join(f"{name} = {found[name]}" for name in loud) or "vertelt niets van wat er is ingevuld",
        remedy="Zo komt wat mensen invulden in het logboek van de server. Zet in postgresql.conf: "
        + "; ".join(f"{name} = {QUIET[name][0]}" for name in loud)
        + ". Laad de instellingen daarna opnieuw: SELECT pg_reload_conf().",
    )
