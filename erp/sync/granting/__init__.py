"""Tokens that vendors give out: asked for, kept encrypted, fetched anew by one worker at a time."""
