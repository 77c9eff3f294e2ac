"""What may be shared with whom: a table that lawyers can read, run on one field or proved over everything."""

from lantaarn.rules.sharing.comparing import Shift, compare
from lantaarn.rules.sharing.deciding import decide, facts_of, preview
from lantaarn.rules.sharing.paths import PathCounterexample
from lantaarn.rules.sharing.plan import (
    AFTER_CONSENT,
    MAY_NOT,
    OUTPUTS,
    SECOND_PERSON,
    SHARE,
    TRAVELLING,
    VERDICTS,
    WITHOUT_PERSON_DATA,
    Item,
    Kind,
    Line,
    Recipient,
    SharingInvariant,
    SharingPlan,
    Verdict,
)
from lantaarn.rules.sharing.proving import SharingProof, prove_sharing

__all__ = [
    "AFTER_CONSENT",
    "MAY_NOT",
    "OUTPUTS",
    "SECOND_PERSON",
    "SHARE",
    "TRAVELLING",
    "VERDICTS",
    "WITHOUT_PERSON_DATA",
    "Item",
    "Kind",
    "Line",
    "PathCounterexample",
    "Recipient",
    "SharingInvariant",
    "SharingPlan",
    "SharingProof",
    "Shift",
    "Verdict",
    "compare",
    "decide",
    "facts_of",
    "preview",
    "prove_sharing",
]
