"""What can be done about people, roles, tokens and sessions: one file, one verb."""
