"""The law of accounts, without machinery: names, brakes, proofs."""
