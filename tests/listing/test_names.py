"""Filters are called by their names, in the language of the page."""

import pytest

from catalog.models import Sport
from licensing.models import NOC, GamesEdition
from shop.commerce.listing.facet_labels import facet_names


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "judo"), [("ar", "الجودو"), ("en", "Judo"), ("pt", "Judo")])
def test_games_sports_and_countries_are_named_together(language: str, judo: str) -> None:
    Sport.objects.create(slug="judo", season="S", name_en="Judo", name_ar="الجودو")
    games = GamesEdition.objects.create(
        code="TOWN2030", season="W", name="Town 2030", starts_on="2030-02-01"
    )
    noc = NOC.objects.get(pk="FRA")
    facets = {"games": [games.pk], "sport": ["judo", "unknown"], "noc": [noc.pk]}
    assert facet_names(facets, language) == {
        ("games", "TOWN2030"): "Town 2030",
        ("sport", "judo"): judo,
        ("noc", "FRA"): noc.name_ioc,
    }
