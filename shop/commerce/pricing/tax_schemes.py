"""The return in which the tax of a sale is declared, and whether the customer owes it. Pure.

General knowledge of tax law of 2026, to be checked with a tax adviser. Sources: Directive
2006/112/EC Art. 5 to 8 (territory), 14 and 33 (distance sales), 138 and 196 (intra-Community supply
and reverse charge), 146 (export), 369a ff. (Union OSS), 369l ff. (IOSS); United Kingdom: VAT Act
1994 s. 7AA.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# The EU's VAT territory by destination; Monaco belongs to France (Art. 7), and Northern Ireland to
# the EU for goods (Windsor Framework Art. 8). Parts of states outside of it have their own areas.
EU_STATES = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip
EU_AREA = EU_STATES | {"MC", "XI"}
TAXED_AS = {"MC": "FR", "IM": "GB"}
NORTHERN_IRELAND = "XI"  # goods from Great Britain are taxed as in the United Kingdom
# Returns of these countries are by state or province.
TAXED_BY_STATE = frozenset({"US", "CA"})
UNITED_KINGDOM = frozenset({"GB", "IM"})
# Value without tax of an IOSS consignment: Directive 2006/112/EC Art. 369l, since 1 July 2021.
IOSS_LIMIT_EUR = Decimal(150)


class Scheme(StrEnum):
    """Returns in which tax is declared."""

    DOMESTIC = "domestic"  # the seller's own country
    UNION_OSS = "union_oss"  # distance sales between EU states
    IOSS = "ioss"  # consignments from outside the EU up to the limit
    EU_IMPORT = "eu_import"  # other consignments from outside the EU; the seller clears them
    EC_SALES = "ec_sales"  # recapitulative statement of supplies to businesses
    UK_VAT = "uk_vat"
    US_SALES_TAX = "us_sales_tax"
    LOCAL = "local"  # registered in the destination
    EXPORT = "export"  # no tax of the seller


class Treatment(StrEnum):
    """Taxation of a sale, or the reason for none."""

    TAXED = "taxed"
    REVERSE_CHARGE = "reverse_charge"
    EXPORT = "export"
    UNTAXED = "untaxed"  # the rates of the place are 0


@dataclass(frozen=True, slots=True)
class TaxableSale:
    """A sale as tax law sees it.

    `vat_area` is the area of the destination, "EU" or a code of its own; `goods_eur` the value of
    the goods without tax, None if it is not known; `business_state` the EU state of the customer's
    verified VAT number, empty for consumers.
    """

    origin: str
    seller_country: str
    country: str
    vat_area: str
    region: str = ""
    goods_eur: Decimal | None = None
    business_state: str = ""
    has_rates: bool = True


@dataclass(frozen=True, slots=True)
class TaxDecision:
    """The scheme, the treatment and the place of the tax."""

    scheme: Scheme
    treatment: Treatment
    country: str
    region: str = ""


def in_eu_vat_area(country: str, vat_area: str = "") -> bool:
    """Return whether a destination belongs to the EU's VAT territory, as goods see it.

    The Canary Islands are in Spain, but not in the VAT territory: they have an area of their own.
    """
    return country in EU_AREA and vat_area in {"", "EU", country} | _autonomous(country)


def decide_scheme(sale: TaxableSale) -> TaxDecision:
    """Return the scheme and the treatment of a sale."""
    country = TAXED_AS.get(sale.country, sale.country)
    if country == NORTHERN_IRELAND and sale.origin in UNITED_KINGDOM:
        return TaxDecision(Scheme.UK_VAT, _by_rates(sale), country)
    if in_eu_vat_area(sale.country, sale.vat_area):
        return _in_the_eu(sale, country)
    if country in UNITED_KINGDOM:
        return TaxDecision(Scheme.UK_VAT, _by_rates(sale), country)
    if country == "US":
        return TaxDecision(Scheme.US_SALES_TAX, _by_rates(sale), country, sale.region)
    if sale.has_rates:
        domestic = country == sale.seller_country
        scheme = Scheme.DOMESTIC if domestic else Scheme.LOCAL
        return TaxDecision(scheme, Treatment.TAXED, country, sale.region)
    return TaxDecision(Scheme.EXPORT, Treatment.EXPORT, country, sale.region)


def is_reverse_charge(sale: TaxableSale) -> bool:
    """Return whether the customer owes the tax: a business of another EU state, goods from the EU.

    The goods must go from one state to another, and the number must be of another state than the
    one that they leave (Art. 138(1)).
    """
    origin, destination = (TAXED_AS.get(code, code) for code in (sale.origin, sale.country))
    return (
        bool(sale.business_state)
        and in_eu_vat_area(sale.origin)
        and in_eu_vat_area(sale.country, sale.vat_area)
        and origin != destination
        and sale.business_state not in {origin, TAXED_AS.get(sale.seller_country, "")}
        and sale.business_state != sale.seller_country
    )


def _in_the_eu(sale: TaxableSale, country: str) -> TaxDecision:
    if not in_eu_vat_area(sale.origin):
        small = sale.goods_eur is not None and sale.goods_eur <= IOSS_LIMIT_EUR
        scheme = Scheme.IOSS if small else Scheme.EU_IMPORT
        return TaxDecision(scheme, Treatment.TAXED, country, sale.region)
    if is_reverse_charge(sale):
        return TaxDecision(Scheme.EC_SALES, Treatment.REVERSE_CHARGE, country)
    same = country == TAXED_AS.get(sale.seller_country, sale.seller_country)
    scheme = Scheme.DOMESTIC if same else Scheme.UNION_OSS
    return TaxDecision(scheme, Treatment.TAXED, country, sale.region)


def _autonomous(country: str) -> set[str]:
    """Return areas inside the VAT territory that have rates of their own: Madeira, Corsica."""
    inside = {
        "PT": {"PT-20", "PT-30"},
        "AT": {"AT-JUNGHO", "AT-MITTEL"},
        "GR": {"GR-AEGEAN"},
        "FR": {"FR-20R"},
    }
    return inside.get(country, set())


def _by_rates(sale: TaxableSale) -> Treatment:
    return Treatment.TAXED if sale.has_rates else Treatment.UNTAXED
