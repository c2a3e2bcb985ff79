"""The verbs of purchasing: one file each."""
