"""Slack, by its SCIM interface (Business+ and Enterprise Grid)."""
