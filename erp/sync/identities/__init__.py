"""Accounts of people in outside systems: what is ordered is made so, what is there is read, both are told."""
