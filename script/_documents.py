"""Writes the generated parts of documents between their marks; --check fails when one has drifted."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import _dpia

from lantaarn.config import cli
from lantaarn.config.database import statements
from lantaarn.config.serving import environment

ROOT = Path(__file__).resolve().parent.parent


def floors() -> str:
    """The house from roof to ground, as the import contract has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (c for c in project["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
    width = max(len(layer) for layer in contract["layers"])
    lines = [layer.center(width + 4).rstrip() for layer in contract["layers"]]
    return "```\n" + "\n".join(lines) + "\n```"


def commands() -> str:
    rows = [f"| `lantaarn {command.words}` | {command.summary} |" for command in cli.COMMANDS if not command.hidden]
    return "\n".join(["| opdracht | waarvoor |", "| --- | --- |", *rows])


def settings() -> str:
    rows = [
        f"| `{setting.name}` | {setting.purpose} | {', '.join(sorted(setting.needed_by)) or '(aanbevolen)'} |"
        for setting in environment.SETTINGS
    ]
    return "\n".join(["| variabele | waarvoor | nodig voor |", "| --- | --- | --- |", *rows])


def roles() -> str:
    rows = [f"| `{role.name}` | {role.purpose} | {role.attributes.split(' NOSUPER')[0]} |" for role in statements.ROLES]
    return "\n".join(["| role | purpose | attributes |", "| --- | --- | --- |", *rows])


BLOCKS: dict[str, Callable[[], str]] = {
    "floors": floors,
    "commands": commands,
    "settings": settings,
    "roles": roles,
    **{f"dpia_{name}": block for name, block in _dpia.BLOCKS.items()},
}
MARK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(text: str) -> str:
    return MARK.sub(lambda found: f"{found[1]}{BLOCKS[found[2]]()}\n{found[3]}", text)


def main(arguments: list[str]) -> int:
    drifted = []
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]):
        text = path.read_text(encoding="utf-8")
        fresh = renewed(text)
        if fresh != text:
            drifted.append(str(path.relative_to(ROOT)))
            if "--check" not in arguments:
                path.write_text(fresh, encoding="utf-8")
    for name in drifted:
        print(f"{name}: generated part {'differs; run script/document' if '--check' in arguments else 'renewed'}")
    return 1 if drifted and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
