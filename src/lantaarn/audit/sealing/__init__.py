"""The log sealed in batches: whoever changes, removes, reorders or cuts off a row is found out, with the row named."""

from lantaarn.audit.sealing.keys import Keys, keys_in
from lantaarn.audit.sealing.seal import Anchor, seal
from lantaarn.audit.sealing.verify import Checked, Finding, verify

__all__ = ["Anchor", "Checked", "Finding", "Keys", "keys_in", "seal", "verify"]
