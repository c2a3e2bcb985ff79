"""The verbs of evidence, one a file."""
