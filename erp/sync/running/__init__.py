"""Runs: what is done with outside systems, under a lease, by whichever worker comes first."""
