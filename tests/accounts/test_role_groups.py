"""Groups that were made by an earlier release get the permissions that their role gained."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

from shop.identity.accounts.role_groups import ROLE_GROUPS, make_role_groups

migration = import_module("shop.identity.accounts.migrations.0015_new_permissions_of_groups")


def permissions_of(group: Group) -> set[str]:
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{app_label}.{codename}" for app_label, codename in rows}


def migrate() -> None:
    migration.add_permissions(apps, SimpleNamespace(connection=connection))


@pytest.mark.parametrize("name", ["Refunds", "Customer service"])
def test_an_existing_group_gets_its_new_permissions(db: None, name: str) -> None:
    group = Group.objects.get(name=name)
    added = {f"{app_label}.{codename}" for app_label, _m, codename, _n in migration.ADDED[name]}
    assert added < set(ROLE_GROUPS[name])
    group.permissions.remove(*Permission.objects.filter(codename__in=_codes(added)))
    kept = permissions_of(group)
    assert not added & kept
    for _run in range(2):
        migrate()
        assert permissions_of(group) == kept | added == set(ROLE_GROUPS[name])


def test_a_group_that_an_administrator_removed_is_not_made(db: None) -> None:
    Group.objects.filter(name="Refunds").delete()
    migrate()
    assert not Group.objects.filter(name="Refunds").exists()


def test_permissions_are_known_before_the_apps_make_them(db: None) -> None:
    Permission.objects.filter(codename="view_dispute").delete()
    migrate()
    assert "payments.view_dispute" in permissions_of(Group.objects.get(name="Refunds"))


def test_a_missing_group_is_made_with_all_permissions(db: None) -> None:
    Group.objects.filter(name="Refunds").delete()
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    make_role_groups(last, "default")
    assert permissions_of(Group.objects.get(name="Refunds")) == set(ROLE_GROUPS["Refunds"])


def _codes(names: set[str]) -> set[str]:
    return {name.partition(".")[2] for name in names}
