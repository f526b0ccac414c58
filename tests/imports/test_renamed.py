"""Groups keep their permissions when the model of imports gets its name."""

import os

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

WORK = ("view", "add", "change")


@pytest.mark.skipif(not os.environ.get("FORMER_MIGRATIONS"), reason="run by make drills")
@pytest.mark.django_db
def test_groups_keep_their_permissions_on_imports() -> None:
    group = Group.objects.create(name="Catalog team")
    names = [f"{action}_catalogimport" for action in WORK]
    group.permissions.set(Permission.objects.filter(codename__in=names))
    assert group.permissions.count() == len(WORK)
    call_command("migrate", "sourcing", "0006", verbosity=0)
    codenames = group.permissions.values_list("codename", flat=True)
    assert set(codenames) == {f"{action}_upload" for action in WORK}
    call_command("migrate", "sourcing", verbosity=0)
    assert set(codenames.all()) == set(names)
