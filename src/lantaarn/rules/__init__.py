"""The rules of the house: decision tables, their proofs, and what follows from them; no I/O, no Django."""
