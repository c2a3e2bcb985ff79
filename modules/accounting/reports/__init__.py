"""What accounting adds up: questions whose answer is a table of figures, each by one statement."""
