"""What is called by a name on screens has a code in packs."""

import re
import unicodedata


def code_of(name: str) -> str:
    """A name as a code: lower case, letters and digits alone; empty when it has none of these."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
