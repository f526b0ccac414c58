"""Officers record marks and categories at once, while sales go on."""

from functools import partial

import pytest
from django.db import transaction

from licensing.models import ProductCategory, Property
from licensing.services import add_category, save_party, take_shared_rights_lock
from tests.races.together import all_at_once
from tools.testing.factories.catalog import RightsWorld

pytestmark = pytest.mark.slow
AT_ONCE = 6


def add_mark(code: str) -> None:
    save_party(record=Property(code=code, name=code, kind="MASCOT"), by_id=None)


def test_marks_and_categories_get_numbers_of_their_own_beside_a_sale(
    committed_world: RightsWorld,
) -> None:
    branch = ProductCategory.objects.create(code="b", name="B", number=900, is_leaf=False)
    adders = [partial(add_mark, f"m-{number}") for number in range(AT_ONCE)]
    adders += [
        partial(add_category, code=f"c-{number}", name="C", parent=branch)
        for number in range(AT_ONCE)
    ]
    with transaction.atomic():
        take_shared_rights_lock()  # as an order that is being placed
        all_at_once(adders)
    assert Property.objects.filter(code__startswith="m-").count() == AT_ONCE
    numbers = ProductCategory.objects.filter(code__startswith="c-").values_list("number", flat=True)
    assert sorted(numbers) == list(range(901, 901 + AT_ONCE))
