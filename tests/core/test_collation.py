"""Names are sorted as in CLDR's collations, in eight languages."""

import pytest

from shop.platform.core.collation import sort_by_name
from shop.platform.core.locales import country_name

# Expected order from ICU (Intl.Collator of each language).
ORDER = {
    "en": "AX AT BJ BR BI CN CI EC EG DE IS IQ IT JP KR ES SE TW TR AE GB US VA ZW",
    "fr": "DE AT BJ BR BI CN KR CI EG AE EC ES VA US AX IQ IS IT JP GB SE TW TR ZW",
    "de": "EG AX BJ BR BI CN CI DE EC IQ IS IT JP AT SE ZW ES KR TW TR VA AE US GB",
    "it": "AT BJ BR BI CN VA KR CI EC EG AE DE JP IQ IS AX IT GB ES US SE TW TR ZW",
    "es": "DE AT BJ BR BI CN VA KR CI EC EG AE ES US IQ IS AX IT JP GB SE TW TR ZW",
    "ja": "IS US AE GB IT IQ EC EG AT AX CI ZW SE ES DE TR VA BR BI BJ KR TW CN JP",
    "ar": "IS ES EC AE BR SE CN IQ VA DE GB AT US JP IT BJ BI TW TR AX ZW CI KR EG",
    "pt": "DE AT BJ BR BI CN VA KR CI EG AE EC ES US AX IQ IS IT JP GB SE TW TR ZW",
}


@pytest.mark.parametrize("language", sorted(ORDER))
def test_countries_stand_where_their_readers_look_for_them(language: str) -> None:
    codes = ORDER[language].split()
    assert len(codes) == 24
    named = [(code, country_name(code, language)) for code in sorted(codes)]
    assert [code for code, _ in sort_by_name(named, lambda row: row[1], language)] == codes
