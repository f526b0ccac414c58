"""Dashboard, rights desk and portal have one frame: header, search, menu, breadcrumb, heading."""

import re
from typing import Any

from shop.identity.accounts.models import User
from tests.dashboard.conftest import signed_in
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.models import RightsHolderFactory


def test_every_back_office_has_the_same_frame(world: RightsWorld) -> None:
    people: dict[str, dict[str, Any]] = {
        "/dashboard/locations/": {
            "role": User.Role.STAFF,
            "is_staff": True,
            "is_superuser": True,
        },
        f"/rights/licensees/{world.licensee.code}/": {
            "role": User.Role.RIGHTS,
            "holder": RightsHolderFactory(kind="IOC"),
        },
        "/licensee/catalog/": {"role": User.Role.LICENSEE, "licensee": world.licensee},
    }
    clients = {path: signed_in(**fields) for path, fields in people.items()}
    for path, client in clients.items():
        text = client.get(path).text
        assert text.count("<h1>") == 1, path
        for part in ("css/shell", 'href="#main"', "shell-menu", "shell-search", "shell-person"):
            assert part in text, (path, part)
        assert 'popovertarget="shell-side">Menu</button>' in text
    staff, officer = clients["/dashboard/locations/"], list(clients.values())[1]
    desk = officer.get(f"/rights/licensees/{world.licensee.code}/").text
    assert re.search(r'aria-label="Breadcrumb"><a href="/rights/licensees/">All licensees', desk)
    groups = re.findall(r'class="shell-group">([^<]+)', desk)
    assert groups == ["Work", "Agreements", "Checks", "Records"]
    samples = staff.get("/dashboard/components/").text
    for part in ("btn-primary", "alert-info", "table cards", "(optional)", "error-summary"):
        assert part in samples, part
