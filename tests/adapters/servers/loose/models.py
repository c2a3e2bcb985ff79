"""Its users and groups."""

from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django_scim.models import AbstractSCIMGroupMixin, AbstractSCIMUserMixin


class Team(AbstractSCIMGroupMixin, Group):
    class Meta:
        app_label = "loose"


class Person(AbstractSCIMUserMixin, AbstractUser):
    teams = models.ManyToManyField(Team, related_name="user_set")

    class Meta:
        app_label = "loose"

    @property
    def scim_groups(self):
        return self.teams
