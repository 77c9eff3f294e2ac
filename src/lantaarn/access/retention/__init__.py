"""Ends: clocks per folder, holds, erasure by destroying keys, and the ledger that a restored backup answers to."""
