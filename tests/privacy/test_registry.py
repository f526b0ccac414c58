"""Every model that may hold personal data is registered, and documented in docs/privacy.md."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from shop.identity.accounts.models import User
from shop.privacy.registry import NOT_PERSONAL, PERSONAL, WithAccount

LOOKS_PERSONAL = re.compile(
    r"^(first_name|last_name|line\d|postcode|phone.*|.*email|ip|ip_address|user_agent|notes?"
    r"|recipient|person|evidence|address|session_data)$"
)


def looks_personal(model: type[models.Model]) -> list[str]:
    """Return the fields of a model that name a person or belong to one."""
    fields = []
    for field in model._meta.local_concrete_fields:
        of_person = field.is_relation and field.related_model is User
        if of_person or (not field.is_relation and LOOKS_PERSONAL.match(field.name)):
            fields.append(field.name)
    return fields


def is_decided(label: str) -> bool:
    app_label = label.partition(".")[0]
    return label in PERSONAL or bool({label, f"{app_label}.*"} & NOT_PERSONAL.keys())


def test_every_model_that_looks_personal_is_decided_about() -> None:
    found = {m._meta.label_lower: looks_personal(m) for m in apps.get_models()}
    personal = {label: fields for label, fields in found.items() if fields}
    assert len(personal) > 60
    assert {label: fields for label, fields in personal.items() if not is_decided(label)} == {}


def test_registered_models_lookups_and_fields_exist() -> None:
    assert len(PERSONAL) > 15
    for label, personal in PERSONAL.items():
        manager = apps.get_model(label)._default_manager
        str(manager.values(*personal.fields or ("pk",)).query)
        if personal.owner:
            str(manager.filter(**{personal.owner: 1}).query)
        assert personal.owner or personal.with_account is WithAccount.KEEP
    for label in NOT_PERSONAL:
        app_label, _, name = label.partition(".")
        assert apps.get_app_config(app_label)
        assert name == "*" or apps.get_model(label)


def test_the_document_lists_every_registered_model() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "privacy.md").read_text()
    rows = dict(re.findall(r"^\| `([a-z_]+\.[a-z]+)` \|.*\| ([^|]+) \|$", text, re.MULTILINE))
    assert rows == {label: personal.retention for label, personal in PERSONAL.items()}
