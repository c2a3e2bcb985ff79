"""A small Django project with django-scim2, as a program for tests: the common, loose reading of SCIM."""
