"""The verbs of payables: one file each."""
