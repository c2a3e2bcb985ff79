"""Entra ID, by Microsoft Graph."""
