"""The verbs of fixed assets, one file each."""
