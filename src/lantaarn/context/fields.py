"""What a model field means: privacy class, category and retention, declared once, stored as the column's comment.

Exports, redaction, the log, erasure and the DPIA follow from this; a field without it fails a test.
"""

from __future__ import annotations

from typing import Literal, TypedDict

Privacy = Literal["none", "internal", "personal", "special", "criminal"]
"""none: public or technical; internal: of the organisation; personal: AVG 4; special: AVG 9; criminal: AVG 10."""

Keep = Literal["row", "region", "account", "case", "log", "draft"]
"""How long: with its row; while the region exists; with the account; with the case; as the log; a day."""


class Comment(TypedDict):
    """The keyword argument that a Django field takes."""

    db_comment: str


def means(privacy: Privacy, category: str, keep: Keep = "row") -> Comment:
    """The declaration of one field, to be splatted into it: `TextField(**means("personal", "contact", "case"))`."""
    return {"db_comment": f"privacy={privacy}; category={category}; keep={keep}"}


def technical(keep: Keep = "row") -> Comment:
    """An id, a clock or a pointer that means nothing by itself."""
    return means("none", "technical", keep)
