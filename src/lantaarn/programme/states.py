"""The lives of a programme and of a proposal, as status tables."""

from lantaarn.rules.transitions import StatusTable, Step

PROGRAMME = StatusTable(
    name="programme",
    labels={"draft": "concept", "adopted": "vastgesteld", "closed": "afgelopen"},
    begins="draft",
    steps=(
        Step("adopt", frozenset({"draft", "adopted"}), "adopted", ("body", "date")),
        Step("close", frozenset({"adopted"}), "closed"),
    ),
)

PROPOSAL = StatusTable(
    name="proposal",
    labels={"open": "voorgesteld", "adopted": "aangenomen", "rejected": "afgewezen", "withdrawn": "ingetrokken"},
    begins="open",
    steps=(
        Step("adopt", frozenset({"open"}), "adopted", ("body", "date")),
        Step("reject", frozenset({"open"}), "rejected", ("body", "date")),
        Step("withdraw", frozenset({"open"}), "withdrawn"),
    ),
)
