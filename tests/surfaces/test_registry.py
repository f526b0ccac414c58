"""No address, job or template is forgotten by those who think of denied products."""

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import URLResolver, get_resolver
from procrastinate.contrib.django import app

from tests.surfaces import registry


def addresses(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (pattern.namespace,) if pattern.namespace else ()
            yield from addresses(pattern, names + inner)
        else:
            yield ":".join((*names, pattern.name or str(pattern.pattern)))


def unlisted(found: Collection[str], *listed: Collection[str]) -> list[str]:
    known = [entry for part in listed for entry in part]
    return sorted(
        name
        for name in found
        if not any(name == entry or fnmatchcase(name, entry) for entry in known)
    )


def test_every_address_is_listed() -> None:
    found = list(addresses(get_resolver()))
    assert unlisted(found, registry.URLS, registry.NO_PRODUCTS) == []
    plain: list[str] = [name for name in registry.URLS if "*" not in name]
    assert set(plain) <= set(found)


def test_every_job_is_listed() -> None:
    for path in settings.PROCRASTINATE_IMPORT_PATHS:
        import_module(path)  # registers its jobs, as a worker does
    found: Any = app.tasks
    assert unlisted(found, registry.JOBS, registry.JOBS_WITHOUT_PRODUCTS) == []
    assert set(registry.JOBS) <= set(found)


def test_every_template_is_listed() -> None:
    root = Path(settings.BASE_DIR) / "templates"
    found = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
    assert unlisted(found, registry.TEMPLATES, registry.TEMPLATES_WITHOUT_PRODUCTS) == []


def test_nothing_is_listed_twice() -> None:
    assert not set(registry.URLS) & registry.NO_PRODUCTS
    assert not set(registry.JOBS) & registry.JOBS_WITHOUT_PRODUCTS
    assert not registry.TEMPLATES & registry.TEMPLATES_WITHOUT_PRODUCTS
