"""Okta, by its management interface."""
