"""Every table that the shop reads has a writer that a person or a process reaches."""

import re
from fnmatch import fnmatchcase
from importlib import import_module, util
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands
from django.db.models import Model
from django.urls import get_resolver
from procrastinate.contrib.django import app

from shop.identity.accounts.admin_site import EDITABLE
from shop.web.backoffice.records.registers import REGISTERS
from tests.surfaces.test_registry import addresses
from tests.surfaces.writers import LIBRARIES, RECORDS, TRIGGERS, UNUSED, WRITERS

EXCEPTIONS = (TRIGGERS, LIBRARIES, UNUSED)
CODE = ("catalog", "licensing", "shop")


def tables() -> dict[str, type[Model]]:
    """Return the models with a table of their own; events of the audit log are the log's."""
    return {
        model._meta.label: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model.__name__.endswith("Trail")
    }


def is_in(label: str, part: dict[str, Any]) -> bool:
    return any(fnmatchcase(label, entry) for entry in part)


def sources() -> dict[Path, str]:
    """Return the code of the running shop: no migrations, no demonstration data."""
    paths = (path for name in CODE for path in (Path(settings.BASE_DIR) / name).rglob("*.py"))
    left_out = {"migrations", "demo"}
    return {path: path.read_text() for path in paths if not left_out.intersection(path.parts)}


def test_every_table_has_a_writer_or_a_reason() -> None:
    labels = set(tables())
    listed = {label for label in labels if any(is_in(label, p) for p in (WRITERS, *EXCEPTIONS))}
    assert labels - listed == set()
    assert set(WRITERS) <= labels
    for part in EXCEPTIONS:
        for entry in part:
            assert any(fnmatchcase(label, entry) for label in labels), entry
    for label in labels:
        assert sum(is_in(label, part) for part in (WRITERS, *EXCEPTIONS)) == 1, label


@pytest.fixture(scope="module")
def doors() -> set[str]:
    """Return everything that a person or a process reaches."""
    for path in settings.PROCRASTINATE_IMPORT_PATHS:
        import_module(path)
    return {
        *(f"url:{name}" for name in addresses(get_resolver())),
        *(f"job:{name}" for name in app.tasks),
        *(f"command:{name}" for name in get_commands()),
    }


@pytest.mark.parametrize("label", WRITERS)
def test_each_writer_exists_and_names_its_table(label: str, doors: set[str]) -> None:
    door, place = WRITERS[label]
    model = tables()[label]
    if door == "admin":
        owner = model._meta.auto_created or model
        assert owner._meta.label_lower in EDITABLE
    else:
        assert door in doors
    if door == RECORDS:
        assert (model._meta.auto_created or model) in {row.model for row in REGISTERS}
    spec = util.find_spec(place)
    assert spec is not None
    assert spec.origin is not None
    text = Path(spec.origin).read_text()
    names = {model.__name__, model._meta.db_table}
    if owner := model._meta.auto_created:
        names = {model.__name__.removeprefix(f"{owner.__name__}_")}
    assert any(name in text for name in names), f"{place} does not name {names}"


def test_tables_without_a_writer_are_used_by_no_code() -> None:
    labels = tables()
    unused = {label for label in labels if is_in(label, UNUSED)}
    shared = {model.__name__ for label, model in labels.items() if label not in unused}
    names = {labels[label].__name__ for label in unused} - shared
    users = {
        f"{path.name}: {name}"
        for path, text in sources().items()
        for name in names.intersection(re.findall(r"\b(\w+)\.objects\b", text))
    }
    assert users == set()
