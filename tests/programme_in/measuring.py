"""Holds what a reader found in a document against the hand-made list: by line, by hash, without a source sentence.

The lists in truth/*.json were made by reading the documents, before and apart from the program that reads them. They
hold line numbers, hashes and values of fixed lists; not one sentence of a source. A text is compared squeezed (small
letters, no accents, marks, spaces or hyphens), names as sets of words, so that sensible differences do not count.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TRUTH = Path(__file__).parent / "truth"
LEAST_ACTIONS, LEAST_FIELDS = 0.98, 0.95
JOINING = set("de het een en of van voor met ism in samenwerking evt eventueel eventuele onder regie etc oa".split())
SAME_RHYTHM = {
    "1 a year": "yearly",
    "once a year": "yearly",
    "4 a year": "quarterly",
    "half-yearly": "2 a year",
    "twice a year": "2 a year",
    "continuous": "ongoing",
}


def plain(text: str) -> str:
    text = re.sub(r"[¹²³⁰-⁹]", "", text)
    text = re.sub(r"<[^>]*>", " ", text)
    spread = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9€%]", "", plain(text))


def words(text: str) -> set[str]:
    text = plain(text).replace("i.s.m.", "ism").replace("o.a.", "oa")
    text = re.sub(r"(?<=\w)[-\u00ad\u2010\u2011]\s*(?=\w)", "", text)
    return {word for word in re.split(r"[^a-z0-9]+", text) if len(word) > 1 and word not in JOINING}


def mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def marks_of_words(*texts: str) -> set[str]:
    return {mark(word) for text in texts for word in words(text)}


@dataclass
class Measure:
    """What came out for one document: found of expected, and every miss by name and line (no text)."""

    name: str
    actions: int = 0
    found: int = 0
    fields: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.actions if self.actions else 1.0

    @property
    def field_share(self) -> float:
        return self.right / self.fields if self.fields else 1.0

    def note(self, ok: bool, said: str) -> None:
        self.fields += 1
        if ok:
            self.right += 1
        else:
            self.wrong.append(said)

    def __str__(self) -> str:
        head = (
            f"{self.name}: actions {self.found}/{self.actions} ({self.recall:.1%}), "
            f"fields {self.right}/{self.fields} ({self.field_share:.1%}), invented {len(self.invented)}"
        )
        lists = ("missed", "wrong", "invented", "guessed", "silent", "other")
        return "\n".join([head, *(f"  {name}: {what}" for name in lists for what in getattr(self, name))])


def truth(name: str) -> dict[str, Any]:
    return json.loads((TRUTH / f"{name}.json").read_text("utf-8"))


def line_of(row: dict[str, Any]) -> int | None:
    source = row.get("source") or {}
    return source.get("line") or row.get("line")


def measure(name: str, read: dict[str, Any]) -> Measure:
    """`read` is the JSON of `programme read`."""
    expected, out = truth(name), Measure(name)
    left = list(read["actions"])
    pairs = match(expected, left, out)
    for want, got in pairs:
        for one in got:
            fields_of(want, one, len(got), out)
    invented(expected, left, out)
    parts(expected, read, out)
    invented_parts(expected, read, out)
    budget(expected, read, out)
    warnings(expected, read, out)
    whole(expected, read, out)
    shown(expected, read, out)
    return out


# --- which of the read actions is which of the list -------------------------------------------------------------------


def match(expected: dict[str, Any], left: list[dict[str, Any]], out: Measure) -> list[tuple[dict, list[dict]]]:
    """First by line and text, then by line and order; what is matched is taken from `left`."""
    pairs: list[tuple[dict, list[dict]]] = []
    waiting = []
    for want in expected["actions"]:
        got = by_text(want, left)
        if got:
            pairs.append((want, got))
        else:
            waiting.append(want)
    for want in waiting:
        near = [row for row in left if line_of(row) in want["lines"]]
        if near:
            left.remove(near[0])
            pairs.append((want, [near[0]]))
            out.other.append(f"line {want['lines'][0]}: found, with a text that differs")
    for want in expected["actions"]:
        if "optional" in want:
            continue
        out.actions += 1
        if any(pair is want for pair, _ in pairs):
            out.found += 1
        else:
            out.missed.append(f"line {want['lines'][0]} (what {want['what'][0]})")
    return pairs


def by_text(want: dict[str, Any], left: list[dict[str, Any]]) -> list[dict[str, Any]]:
    lines = set(want["lines"]) | set(want.get("again", []))
    near = [row for row in left if line_of(row) in lines]
    split = want.get("or_split")
    if split and len(near) == len(split):
        for row in near:
            left.remove(row)
        return near
    for row in near:
        if mark(squeezed(row["what"])) in want["what"]:
            left.remove(row)
            return [row]
    return []


def invented(expected: dict[str, Any], left: list[dict[str, Any]], out: Measure) -> None:
    """What is left must stand in prose that may be read as an action; a second copy of a listed action is invented."""
    for row in left:
        line = line_of(row) or 0
        if not within(line, expected["optional"]):
            known = within(line, expected["must_not"])
            out.invented.append(f"line {line}: {known or 'not an action of its own'}")


def within(line: int, spans: list[dict[str, Any]]) -> str:
    return next((one["why"] for one in spans if one["lines"][0] <= line <= one["lines"][1]), "")


# --- the fields of one action -----------------------------------------------------------------------------------------


def fields_of(want: dict[str, Any], got: dict[str, Any], of: int, out: Measure) -> None:
    at = f"line {line_of(got)}"
    if want["level"]:
        out.note(level_fits(want["level"], got.get("level")), f"{at}: level {got.get('level')!r}, not {want['level']}")
    if want["why"]:
        out.note(mark(squeezed(got.get("why") or "")) == want["why"], f"{at}: why differs")
    part = got.get("part")
    number = number_of(part)
    out.note(number in want["part"], f"{at}: part {part!r}, not {want['part']}")
    if want["parties"]:
        asked = want["parties"]
        named = marks_of_words(*got["parties"])
        wished, together = set(asked["words"]), set(want["holder"]["with"])
        out.note(
            wished <= named <= wished | together and len(got["parties"]) >= asked["at_least"],
            f"{at}: parties {len(got['parties'])} of at least {asked['at_least']}, "
            f"{len(wished - named)} words missing, {len(named - wished - together)} too many",
        )
    holders(want["holder"], got, at, out)
    when = dict(want["when"])
    if of > 1:
        choices = [one for one in want["or_split"] if mark(squeezed(got["what"])) in one["what"]]
        when = {"recurrence": choices[0]["recurrence"]} if choices else {"recurrence": ["?"]}
    moments(when, got.get("when") or {}, at, out)


def number_of(part: object) -> str | None:
    """A part is named by its number, alone or before its title."""
    if isinstance(part, dict):
        part = part.get("number")
    found = re.search(r"\d+", str(part)) if part is not None else None
    return found.group() if found else None


def level_fits(want: list[str], got: object) -> bool:
    said = str(got).lower()
    if len(want) == 1:
        return said == want[0]
    return said in {"both", "mixed"} or all(level in said for level in want)


def holders(want: dict[str, list[str]], got: dict[str, Any], at: str, out: Measure) -> None:
    holder, parties = marks_of_words(*got["holder"]), marks_of_words(*got["parties"])
    main, with_, extra = set(want["main"]), set(want["with"]), set(want["extra"])
    if main | with_:
        ok = bool(holder) and main <= holder and with_ <= holder | parties and holder <= main | with_ | extra
        out.note(ok, f"{at}: holder ({len(got['holder'])} names) differs")


def rhythm(said: object) -> str | None:
    if said is None:
        return None
    text = re.sub(r"^at least ", "", str(said).lower().strip())
    return SAME_RHYTHM.get(text, text)


def moments(want: dict[str, Any], got: dict[str, Any], at: str, out: Measure) -> None:
    dates = [got.get("from"), got.get("until")]
    said = rhythm(got.get("recurrence"))
    if "days" in want:
        fits = (said is not None and ("year" in said or "date" in said)) or str(dates[1])[5:] in want["days"]
        out.note(fits, f"{at}: the fixed day is lost ({dates}, {said})")
    elif "card" in want:
        card(want["card"], dates, said, at, out)
    elif "one_of" in want:
        if dates not in want["one_of"]:
            out.guessed.append(f"{at}: {dates}")
    else:
        stated(want, dates, said, at, out)


def stated(want: dict[str, Any], dates: list[str | None], said: str | None, at: str, out: Measure) -> None:
    if want.get("from"):
        out.note(dates == [want["from"], want["until"]], f"{at}: period {dates}, not {want['from']} to {want['until']}")
    elif dates != [None, None] and "from" in want:
        out.guessed.append(f"{at}: {dates}, where the text gives no date")
    if "recurrence" in want and want["recurrence"] != [None]:
        wished = want["recurrence"][0]
        ok = said is not None and (said == wished or wished in re.split(r"[,;+]\s*", said))
        out.note(ok, f"{at}: recurrence {said!r}, not {wished!r}")
    elif want.get("recurrence") == [None] and said is not None:
        out.guessed.append(f"{at}: {said!r}, where the text gives no rhythm")


def card(want: dict[str, Any], dates: list[str | None], said: str | None, at: str, out: Measure) -> None:
    """What the card of the activity states for its actions."""
    if "period" in want:
        out.note(dates == want["period"], f"{at}: period {dates}, where the card of the activity says {want['period']}")
        return
    free = [[None, None], want["or_period"]]
    ok = (said == "ongoing" and dates in free) or (want["or_period"] is not None and dates == want["or_period"])
    out.note(ok, f"{at}: {dates}, {said!r}, where the card of the activity says {want['recurrence'][0]}")


# --- the rest of the document -----------------------------------------------------------------------------------------


def parts(expected: dict[str, Any], read: dict[str, Any], out: Measure) -> None:
    got = {(number_of(part.get("number")), mark(squeezed(part.get("title") or ""))) for part in read["parts"]}
    titles = {title for _, title in got}
    for part in expected["parts"]:
        if not any(title in titles for title in part["title"]):
            (out.other if part.get("optional") else out.wrong).append(
                f"line {part['line']}: part {part['number']} missing"
            )
        elif part["number"] and not any((part["number"], title) in got for title in part["title"]):
            out.other.append(f"line {part['line']}: part {part['number']} without its number")


def invented_parts(expected: dict[str, Any], read: dict[str, Any], out: Measure) -> None:
    """Where the list of parts is whole, each other part is made up (a footnote that begins with a number, say)."""
    if expected.get("parts_are_all"):
        known = {title for part in expected["parts"] for title in part["title"]}
        out.invented += [
            f"part {part['kind']} {part['number']}"
            for part in read["parts"]
            if part["kind"] in {"pillar", "goal", "objective", "ambition", "line"}
            and mark(squeezed(part["title"])) not in known
        ]


def budget(expected: dict[str, Any], read: dict[str, Any], out: Measure) -> None:
    left = [(mark(squeezed(row["measure"] or "")), row["year"], round(row["amount"])) for row in read["budget"]]
    for row in expected["budget"]:
        one = (row["measure"], row["year"], row["amount"])
        out.note(one in left, f"line {row['line']}: {row['amount']} in {row['year']} is not in the budget")
        if one in left:
            left.remove(one)
    allowed = {row["amount"] for row in expected["budget_optional"]}
    out.invented += [f"budget: {amount} in {year}" for _, year, amount in left if amount not in allowed]


def lines_in(warning: object) -> set[int]:
    """Each line that a warning speaks of, wherever it says so."""
    if isinstance(warning, dict):
        said: set[int] = set()
        for key, value in warning.items():
            if key in {"line", "lines", "source", "first", "second", "until_line", "from_line", "rows"}:
                said |= lines_in(value)
        return said
    if isinstance(warning, list | tuple):
        return set().union(*(lines_in(one) for one in warning)) if warning else set()
    return {warning} if isinstance(warning, int) and not isinstance(warning, bool) else set()


def warnings(expected: dict[str, Any], read: dict[str, Any], out: Measure) -> None:
    for want in expected["warnings"]:
        if "printed" in want:
            found = any(
                one.get("kind") == "total"
                and one["year"] == want["year"]
                and (round(one["printed"]), round(one["computed"])) == (want["printed"], want["computed"])
                for one in read["warnings"]
            )
        else:
            asked = set(want["lines"])
            found = any(lines_in(one) & asked for one in read["warnings"] if one.get("kind") != "total")
            if want.get("in_unread"):
                found = found or any(one["line"] in asked for one in read["unread"])
        if not found:
            out.wrong.append(f"no warning: {want['what']} (line {want['lines'][0]})")
    for one in read["warnings"]:
        if one.get("kind") == "total" and one.get("year") in expected.get("no_warning_total_years", []):
            out.invented.append(f"a warning on the total of {one['year']}, which its rows make")


def whole(expected: dict[str, Any], read: dict[str, Any], out: Measure) -> None:
    period = read.get("period") or {}
    out.note(
        (period.get("from"), period.get("until")) == (expected["period"]["from"], expected["period"]["until"]),
        f"the period of the programme: {period}",
    )
    missing = set(expected["title"]) - marks_of_words(read.get("title") or "")
    out.note(not missing, f"the title lacks {len(missing)} of {len(expected['title'])} words")


def shown(expected: dict[str, Any], read: dict[str, Any], out: Measure) -> None:
    """What is no action but lies in a list must be shown as left unread or warned about: nothing disappears."""
    seen = {one["line"] for one in read["unread"]} | {line for one in read["warnings"] for line in lines_in(one)}
    seen |= {line for part in read["parts"] if (line := line_of(part))}
    for span in expected["must_not"]:
        if span.get("must_show"):
            first, last = span["lines"]
            kept = [line for line in range(first, last + 1) if line in seen]
            if not kept:
                out.silent.append(f"lines {first}-{last}: {span['why']}")
