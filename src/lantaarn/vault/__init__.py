"""The vault: what may be read in its own place alone is sealed here, and destroyed by destroying its key.

Other rooms use `sealing` (seal, seal_rows, seal_new, seal_own), `opening` (keys_sql, Keys, open_one, open_in),
`searching` (keep_words, tokens_for) and `fields` (SealedText, SealedJSON, SealedBytes). Which keys go, and when, is for
access/retention; the database keeps them gone.
"""
