"""A licensee at work: its transaction sees the rows of its uploads."""

from collections.abc import Iterator

import pytest

from catalog.media.preparation import decoder_pool
from shop.identity.tenancy import acting_for
from tests.imports.files import Licensed
from tools.testing.factories.catalog import RightsWorld


@pytest.fixture
def licensed(world: RightsWorld) -> Iterator[Licensed]:
    """Return a licensee with an agreement."""
    made = Licensed(world)
    with acting_for(made.licensee.pk):
        yield made


@pytest.fixture
def pictures_on_disk(settings, tmp_path) -> None:
    """Store pictures in a folder of the test."""
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": backend, "OPTIONS": {"location": tmp_path / "private"}}
    }


@pytest.fixture(scope="module")
def decoders_ended() -> Iterator[None]:
    """End the processes that decode after a module's tests."""
    yield
    decoder_pool().close()
