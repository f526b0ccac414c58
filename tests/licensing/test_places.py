"""Regions of an address: postcodes as people type them, and the regions they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.rules.postal_regions import Region, find_region
from licensing.services import resolve_place
from shop.platform.core.typed_text import compact_code

NORTH = Region("NORTH", (("BT", "BT"),), acts_as="XI")
ISLAND = Region("ISLAND", (("27498", "27498"),), vat_area="ISLAND")
PENINSULA = Region("PENINSULA", (("95000", "98999"), ("295000", "298999")), sanction_policy="full")
REGIONS = (NORTH, ISLAND, PENINSULA)
FULL_WIDTH = str.maketrans({n + 33: n + 0xFF01 for n in range(94)})


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("bt1 1aa", "BT11AA"),
        ("  75001 ", "75001"),
        ("100-0001", "1000001"),
        ("１００－０００１", "1000001"),
        ("٩٥٠٠٠", "95000"),
        ("95\N{NO-BREAK SPACE}000", "95000"),
        ("D–27498", "D27498"),
        ("", ""),
        (" - ", ""),
        ("\x00", ""),
        ("²", "2"),
    ],
)
def test_a_postcode_is_read_as_it_was_meant(typed: str, plain: str) -> None:
    assert compact_code(typed) == plain


@given(st.text())
def test_reading_a_postcode_twice_changes_nothing_more(text: str) -> None:
    once = compact_code(text)
    assert compact_code(once) == once
    assert once.isascii()
    assert all(sign.isdigit() or sign.isupper() for sign in once)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", max_size=9), st.data())
def test_spaces_hyphens_case_and_width_name_the_same_region(
    plain: str, data: st.DataObject
) -> None:
    dressed = "".join(
        data.draw(st.sampled_from(["", " ", "-", "\t", "–"])) + data.draw(_written(sign))
        for sign in plain
    )
    assert compact_code(dressed) == plain
    assert find_region(dressed, REGIONS) == find_region(plain, REGIONS)


def _written(sign: str) -> st.SearchStrategy[str]:
    return st.sampled_from([sign, sign.lower(), sign.translate(FULL_WIDTH)])


@given(st.integers(0, 999_999), st.sampled_from([5, 6]))
def test_a_number_is_in_a_region_exactly_between_its_bounds(number: int, length: int) -> None:
    code = f"{number:0{length}}"[:length]
    ukrainian = 95_000 <= int(code[:5]) <= 98_999
    russian = len(code) == 6 and 295_000 <= int(code) <= 298_999
    assert (find_region(code, (PENINSULA,)) == PENINSULA) == (ukrainian or russian)


@pytest.mark.parametrize("postcode", ["", "  ", "9500", "B", "75001", "99000"])
def test_no_postcode_and_an_unknown_one_name_no_region(postcode: str) -> None:
    assert find_region(postcode, REGIONS) is None


def test_the_region_told_most_exactly_holds() -> None:
    whole, part = Region("GP", (("971", "971"),)), Region("BL", (("97133", "97133"),))
    for regions in ((whole, part), (part, whole)):
        assert find_region("97133", regions) == part
        assert find_region("97100", regions) == whole


PLACES = [
    # country, postcode, territory, region, sanctions, tax area, customs area
    ("GB", "BT1 1AA", "XI", "GB-NIR", "none", "XI", "XI"),
    ("GB", "bt71 7aa", "XI", "GB-NIR", "none", "XI", "XI"),
    ("GB", "SW1A 1AA", "GB", "", "none", "GB", "GB"),
    ("GB", "B1 1AA", "GB", "", "none", "GB", "GB"),
    ("GB", "JE2 3AB", "JE", "GB-JEY", "none", "JE", "GB"),
    ("GB", "GY1 1AA", "GG", "GB-GGY", "none", "GG", "GB"),
    ("GB", "IM1 1AA", "IM", "GB-IMN", "none", "GB", "GB"),
    ("XI", "BT1 1AA", "XI", "", "none", "XI", "XI"),
    ("XI", "B1 1AA", "GB", "XI-GB", "none", "GB", "GB"),
    ("XI", "SW1A 1AA", "GB", "XI-GB", "none", "GB", "GB"),
    ("UA", "95001", "UA", "UA-43", "full", "UA", "UA"),
    ("UA", "295001", "UA", "UA-43", "full", "UA", "UA"),
    ("UA", "UA-98600", "UA", "UA-43", "full", "UA", "UA"),
    ("UA", "99011", "UA", "UA-40", "full", "UA", "UA"),
    ("UA", "83001", "UA", "UA-14", "full", "UA", "UA"),
    ("UA", "91000", "UA", "UA-09", "full", "UA", "UA"),
    ("UA", "01001", "UA", "", "partial", "UA", "UA"),
    ("UA", "29500", "UA", "", "partial", "UA", "UA"),
    ("UA", "", "UA", "", "partial", "UA", "UA"),
    ("RU", "295000", "RU", "RU-UA-43", "full", "RU", "RU"),
    ("RU", "299011", "RU", "RU-UA-40", "full", "RU", "RU"),
    ("RU", "283001", "RU", "RU-UA-14", "full", "RU", "RU"),
    ("RU", "291000", "RU", "RU-UA-09", "full", "RU", "RU"),
    ("RU", "101000", "RU", "", "partial", "RU", "RU"),
    ("ES", "35001", "ES", "ES-CN", "none", "IC", "EU"),
    ("ES", "38700", "ES", "ES-CN", "none", "IC", "EU"),
    ("ES", "51001", "ES", "ES-CE", "none", "EA", "EA"),
    ("ES", "52001", "ES", "ES-ML", "none", "EA", "EA"),
    ("ES", "28001", "ES", "", "none", "EU", "EU"),
    ("IT", "23041", "IT", "IT-LIVIGNO", "none", "LIVIGNO", "LIVIGNO"),
    ("IT", "23030", "IT", "", "none", "EU", "EU"),  # of many places in the valley
    ("IT", "22061", "IT", "IT-CAMPION", "none", "CAMPIONE", "EU"),
    ("IT", "47890", "SM", "IT-SM", "none", "SM", "SM"),
    ("DE", "78266", "DE", "DE-BUSING", "none", "BUESINGEN", "CH"),
    ("DE", "D-27498", "DE", "DE-HELGO", "none", "HELGOLAND", "HELGOLAND"),
    ("FI", "22100", "AX", "FI-01", "none", "AX", "EU"),
    ("FI", "AX-22100", "AX", "FI-01", "none", "AX", "EU"),
    ("AX", "22100", "AX", "", "none", "AX", "EU"),
    ("GR", "630 86", "GR", "GR-69", "none", "ATHOS", "EU"),
    ("GR", "630 87", "GR", "GR-69", "none", "ATHOS", "EU"),
    ("CH", "6911", "IT", "CH-CAMPIO", "none", "CAMPIONE", "EU"),
    ("CH", "FL-9490", "LI", "CH-LI", "none", "CH", "CH"),
    ("CH", "8238", "CH", "", "none", "CH", "CH"),  # Büsingen, in the tax area of Switzerland
    ("CN", "999077", "HK", "CN-HK", "none", "HK", "HK"),
    ("CN", "999078", "MO", "CN-MO", "none", "MO", "MO"),
    ("CN", "999079", "TW", "CN-TW", "none", "TW", "TW"),
    ("FR", "98413", "TF", "FR-TF", "none", "TF", "TF"),
    ("AU", "2899", "NF", "AU-NF", "none", "NF", "NF"),
    ("AU", "6798", "CX", "AU-CX", "none", "CX", "CX"),
    ("AU", "6799", "CC", "AU-CC", "none", "CC", "CC"),
    ("FR", "97400", "RE", "FR-RE", "none", "RE", "EU"),
    ("FR", "98000", "MC", "FR-MC", "none", "EU", "EU"),
    ("FR", "75001", "FR", "", "none", "EU", "EU"),
    ("US", "00901", "PR", "US-PR", "none", "PR", "US"),
    ("US", "09012", "US", "US-AE", "none", "US", "US-MIL"),
    ("US", "34002-1234", "US", "US-AA", "none", "US", "US-MIL"),
    ("US", "96201", "US", "US-AP", "none", "US", "US-MIL"),
    ("US", "96910", "GU", "US-GU", "none", "GU", "GU"),
    ("US", "10001", "US", "", "none", "US", "US"),
    ("JE", "JE2 3AB", "JE", "", "none", "JE", "GB"),
    ("XK", "10000", "XK", "", "none", "XK", "XK"),
    ("TW", "100", "TW", "", "none", "TW", "TW"),
    ("HK", "", "HK", "", "none", "HK", "HK"),
    ("MO", "", "MO", "", "none", "MO", "MO"),
]


@pytest.mark.parametrize("address", PLACES, ids=lambda address: f"{address[0]} {address[1]}")
def test_an_address_lies_where_its_postcode_says(db: None, address: tuple[str, ...]) -> None:
    country, postcode, territory, region, sanctions, tax, customs = address
    place = resolve_place(country, postcode)
    assert place is not None
    assert (place.territory_code, place.region_code) == (territory, region)
    assert place.sanction_policy == sanctions
    assert (place.vat_area, place.customs_area) == (tax, customs)


@pytest.mark.parametrize("country", ["", "ZZ", "fr", "France", "FRA", "\x00\x00", "Ｆ1", "é", "🇫🇷"])
def test_a_country_nobody_knows_is_no_place(db: None, country: str) -> None:
    assert resolve_place(country, "75001") is None


@pytest.mark.parametrize(
    ("country", "postcode", "refusal"),
    [("UA", "95001", "SANCTIONED"), ("UA", "01001", None), ("RU", "101000", "NOT_SERVED")],
)
def test_a_place_says_what_stops_every_sale_there(
    db: None, country: str, postcode: str, refusal: str | None
) -> None:
    place = resolve_place(country, postcode)
    assert place is not None
    assert place.refusal == refusal


def test_only_a_region_with_a_tax_area_of_its_own_has_its_own_rates(db: None) -> None:
    regions = {
        postcode: place.tax_region
        for country, postcode in (("IT", "23041"), ("GB", "BT1 1AA"), ("US", "09012"))
        if (place := resolve_place(country, postcode))
    }
    assert regions == {"23041": "IT-LIVIGNO", "BT1 1AA": "", "09012": ""}
