"""The outside world: one folder for each outside system, which reaches the house by GraphQL documents only.

Being a folder with an `adapter.py` here is being installed.
"""
