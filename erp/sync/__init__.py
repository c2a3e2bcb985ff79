"""Exchange with the outside: what comes in from files, and which of our records is which of theirs."""
