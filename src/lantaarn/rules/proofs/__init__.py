"""Exact proofs over decision tables: total, unambiguous, agreements kept; else a smallest counterexample."""

from lantaarn.rules.proofs.model import Counterexample, Invariant, Proof
from lantaarn.rules.proofs.proving import prove

__all__ = ["Counterexample", "Invariant", "Proof", "prove"]
