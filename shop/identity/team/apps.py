"""App configuration of teams."""

from typing import Any

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """Invitations to a licensee's team, and its API keys."""

    name = "shop.identity.team"
    label = "team"

    def ready(self) -> None:
        """Revoke the keys of a person whose second factor was reset."""
        from shop.identity.accounts.factor_resets import factors_were_reset  # it needs the models

        factors_were_reset.connect(_revoke_keys, dispatch_uid="team-keys")


def _revoke_keys(account: Any, by_id: int, **_: Any) -> None:
    from shop.identity.team.keys import revoke_keys_of  # it needs the models

    revoke_keys_of(account=account, by_id=by_id)
