"""The life of a request: first safe contact, then who asks, then what is decided."""

from __future__ import annotations

from lantaarn.rules.transitions import StatusTable, Step

KINDS = ("access", "correction", "restriction", "objection")
ASKED_BY = ("self", "parent", "representative", "lawyer", "unknown")
CHANNELS = ("counter", "phone", "letter", "mail")
CONTACT = ("safe", "unsafe", "forced")
"""forced: somebody seems to make the person ask. Then only an answer that tells nothing may go."""
IDENTITY = ("document", "known_here", "digid", "power_of_attorney", "not_proved")
ANSWERS = ("given", "partly", "refused", "nothing", "neither", "done")
"""nothing: nothing was found; neither: neither confirming nor denying; done: what was asked was carried out."""

REQUEST = StatusTable(
    name="request",
    labels={
        "received": "ontvangen",
        "safe": "contact is veilig",
        "known": "wie vraagt, is bekend",
        "answered": "beantwoord",
        "stopped": "ingetrokken",
    },
    begins="received",
    steps=(
        Step("contact_is_safe", frozenset({"received"}), "safe"),
        Step("identify", frozenset({"safe"}), "known"),
        Step("answer", frozenset({"known"}), "answered", ("answer",)),
        Step("tell_nothing", frozenset({"received", "safe", "known"}), "answered", ("ground",)),
        Step("stop", frozenset({"received", "safe", "known"}), "stopped", ("reason",)),
    ),
)
