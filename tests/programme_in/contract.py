"""The JSON of `programme read` as promised: its keys, ISO dates, a fixed list of rhythms, null for what is not said."""

from typing import Any

TEXT = {"type": "string", "minLength": 1}
TEXT_OR_NULL = {"type": ["string", "null"], "minLength": 1}
DAY_OR_NULL = {"type": ["string", "null"], "format": "date", "pattern": r"^20\d\d-\d\d-\d\d$"}
NAMES = {"type": "array", "items": TEXT, "uniqueItems": True}
RHYTHM = (
    r"^(ongoing|incidental|once|daily|weekly|every 2 weeks|monthly|quarterly|yearly"
    r"|every [2-9] years|[1-9]\d{0,2} a year)$"
)


def made_of(properties: dict[str, Any], also: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with each of these keys, perhaps some more, and no others."""
    return {
        "type": "object",
        "properties": {**properties, **(also or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


PLACE = {"line": {"type": "integer", "minimum": 1}, "page": {"type": "integer", "minimum": 1}}
WHEN = made_of(
    {
        "text": TEXT_OR_NULL,
        "from": DAY_OR_NULL,
        "until": DAY_OR_NULL,
        "recurrence": {"type": ["string", "null"], "pattern": RHYTHM},
    }
)
ACTION = made_of(
    {
        "what": TEXT,
        "part": TEXT_OR_NULL,
        "level": {"enum": ["national", "regional", "district", "local", "both", None]},
        "why": TEXT_OR_NULL,
        "when": WHEN,
        "parties": NAMES,
        "holder": NAMES,
        "source": {**made_of({"quote": TEXT}, PLACE), "minProperties": 2},
        "sure": {"type": "number", "minimum": 0, "maximum": 1},
    }
)
AMOUNT_OR_NULL = {"type": ["number", "null"]}
TOTAL = {"year": {"type": ["integer", "null"]}, "printed": AMOUNT_OR_NULL, "computed": AMOUNT_OR_NULL}
CONTRACT = made_of(
    {
        "title": TEXT_OR_NULL,
        "period": made_of({"from": DAY_OR_NULL, "until": DAY_OR_NULL}),
        "parts": {
            "type": "array",
            "items": made_of({"kind": TEXT, "number": TEXT_OR_NULL, "title": TEXT}),
        },
        "actions": {"type": "array", "items": ACTION},
        "budget": {
            "type": "array",
            "items": made_of(
                {"measure": TEXT, "year": {"type": ["integer", "null"]}, "amount": {"type": "number"}},
            ),
        },
        "warnings": {
            "type": "array",
            "items": {
                **made_of({"kind": TEXT, "text": TEXT}, {**PLACE, **TOTAL}),
                "if": {"properties": {"kind": {"const": "total"}}},
                "then": {"required": ["year", "printed", "computed"]},
            },
        },
        "unread": {"type": "array", "items": made_of({"text": TEXT, "reason": TEXT}, PLACE)},
    },
    {"abbreviations": {"type": "object"}},
)
