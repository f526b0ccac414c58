"""A licensee at work: its transaction sees the rows of its uploads."""

from collections.abc import Iterator

import pytest

from shop.tenancy import acting_for
from tests.factories.catalog import Shop
from tests.sourcing.files import Licensed


@pytest.fixture
def licensed(shop: Shop) -> Iterator[Licensed]:
    """Return a licensee with an agreement."""
    made = Licensed(shop)
    with acting_for(made.licensee.pk):
        yield made
