"""The law of bank files and of matching, without machinery."""
