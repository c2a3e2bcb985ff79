"""People and departments for the tests of hr."""
