"""App configuration of teams."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """Invitations to a licensee's team, and its keys to the API."""

    name = "shop.team"
    label = "team"
