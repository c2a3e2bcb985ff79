"""How hard the laws are tried: no clock decides, and nothing is left behind in the folder."""

from hypothesis import settings

settings.register_profile("house", deadline=None, database=None, print_blob=True)
settings.load_profile("house")
