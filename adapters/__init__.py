"""The outside world: one folder for each outside system, which reaches the house by GraphQL documents only.

There is none yet. Being a folder here is being installed.
"""
