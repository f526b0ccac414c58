"""Current state of articles in the catalog, in the terms of the template."""

import json
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from django.db import connection

from catalog.imports.column import StoredColumn, is_versioned
from catalog.imports.plan import ArticleState
from catalog.product_writer import ALL_PRODUCT_COLUMNS, ALL_SHEET_COLUMNS
from shop.platform.core.money import ZERO_DECIMAL_CURRENCIES

# The last version holds the licensee's latest values; the shop may show an older one.
_SQL = """
    select p.upc, p.id, coalesce(o.licensee_id, p.licensee_id), coalesce(o.upc, ''), p.structure,
        p.is_public, v.id, coalesce(v.number, 0), v.content, r.released,
        m.marks, m.agreements, s.more, prices.amounts, stock.units{columns}
    from catalogue_product p
    left join catalogue_product o on o.id = p.parent_id
    left join catalogue_datasheet s on s.product_id = p.id
    left join lateral (
        select id, number, content from catalogue_productversion
        where product_id = p.id and status <> 'SUPERSEDED' order by number desc limit 1
    ) v on true
    left join lateral (
        select exists (
            select 1 from catalogue_productversion
            where product_id = coalesce(o.id, p.id) and status = 'RELEASED'
        ) as released
    ) r on true
    left join lateral (
        select string_agg(distinct mark.code, ';' order by mark.code) as marks,
            string_agg(distinct a.number, ';' order by a.number) as agreements
        from catalogue_productrights pr
        join licensing_property mark on mark.id = pr.property_id
        join licensing_agreement a on a.id = pr.agreement_id
        where pr.version_id = v.id
    ) m on true
    left join lateral (
        select jsonb_object_agg('price_' || market.code, case
            when market.currency = any(%(whole_units)s) then round(price.amount)
            else price.amount end::text) as amounts
        from pricing_marketprice price join markets_market market on market.id = price.market_id
        where price.product_id = p.id and price.valid @> transaction_timestamp()
    ) prices on true
    left join lateral (
        select jsonb_object_agg('stock_' || lower(place.code), record.num_in_stock::text) as units
        from partner_stockrecord record
        join partner_partner partner on partner.id = record.partner_id
        join inventory_location place on place.id = record.location_id and place.active
        where record.product_id = p.id and partner.code = %(partner)s and record.ships_on is null
    ) stock on true
    where p.upc = any(%(skus)s)
"""
WHOLE_UNITS = sorted(ZERO_DECIMAL_CURRENCIES)
PLAIN = 15  # columns before those of product and sheet


def load_states(skus: Collection[str], *, partner: str) -> dict[str, ArticleState]:
    """Return the states of existing articles by number, with the stock of a partner (its code)."""
    statement, names = _statement()
    with connection.cursor() as cursor:
        parameters: dict[str, Any] = {
            "skus": list(skus),
            "partner": partner,
            "whole_units": WHOLE_UNITS,
        }
        cursor.execute(statement, parameters)
        return {row[0]: _state(row, names) for row in cursor.fetchall()}


@cache
def _statement() -> tuple[str, tuple[str, ...]]:
    columns = {**_read("p", ALL_PRODUCT_COLUMNS), **_read("s", ALL_SHEET_COLUMNS)}
    listed = "".join(f", {sql}" for sql in columns.values())
    return _SQL.format(columns=listed), tuple(columns)


def _read(table: str, kept: Mapping[str, StoredColumn]) -> dict[str, str]:
    return {
        name: storage.read.format(f"{table}.{storage.column}") for name, storage in kept.items()
    }


def _state(row: tuple[Any, ...], names: tuple[str, ...]) -> ArticleState:
    _, product_id, licensee, parent, structure, offered, version_id, number = row[:8]
    content, released, marks, agreements, more, prices, units = row[8:PLAIN]
    values = {name: value for name, value in zip(names, row[PLAIN:], strict=True) if value}
    if structure == "child":
        values.pop("tax_class", None)  # its parent's
    for part in (more, prices, units):
        if part:
            values.update(item for item in json.loads(part).items() if item[1])
    if marks:
        values["property_codes"], values["agreement_no"] = marks, agreements
    if content and content != "{}":
        values = {name: value for name, value in values.items() if not is_versioned(name)}
        values.update(json.loads(content))
    return ArticleState(
        product_id, licensee, parent, structure, offered, released, version_id, number, values
    )


_SOLD = """
    select p.upc, 'stock_' || lower(place.code), sum(-movement.in_stock)
    from catalogue_product p
    join partner_stockrecord record on record.product_id = p.id and record.ships_on is null
    join partner_partner partner on partner.id = record.partner_id and partner.code = %s
    join inventory_location place on place.id = record.location_id
    join inventory_stockmovement movement on movement.stock_record_id = record.id
        and movement.kind = 'SHIPPED'
    where p.upc = any(%s) and movement.at > coalesce((
        select max(counted.at) from inventory_stockmovement counted
        where counted.stock_record_id = record.id and counted.kind in ('ADJUSTED', 'RECEIVED')
    ), '-infinity'::timestamptz)
    group by 1, 2 having sum(-movement.in_stock) > 0
"""


def find_sold_since(skus: Collection[str], *, partner: str) -> dict[str, dict[str, int]]:
    """Return units sold since the last count, by article number and stock column."""
    units_sold: dict[str, dict[str, int]] = {}
    if skus:
        with connection.cursor() as cursor:
            cursor.execute(_SOLD, [partner, list(skus)])
            for sku, column, units in cursor.fetchall():
                units_sold.setdefault(sku, {})[column] = int(units)
    return units_sold
