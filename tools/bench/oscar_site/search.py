"""A Haystack engine on PostgreSQL's full text search; it stands in for a fast search server.

It implements only what Oscar's lists and search page use; without facets and spelling, which favors
Oscar.
"""

from typing import Any

from django.db import connection
from haystack.backends import BaseEngine, BaseSearchBackend, BaseSearchQuery, SearchNode
from haystack.models import SearchResult

INDEX = (
    "create index if not exists bench_words on catalogue_product using gin"
    " (to_tsvector('english', title || ' ' || description))"
)
_SHOWN = ["is_public", "structure in ('standalone', 'parent')"]
_WORDS = "to_tsvector('english', title || ' ' || description) @@ plainto_tsquery('english', %s)"
_IN_CATEGORY = (
    "exists (select 1 from catalogue_productcategory c"
    " where c.product_id = catalogue_product.id and c.category_id = any(%s))"
)


class Backend(BaseSearchBackend):
    """Search backend that reads the product table, so nothing is indexed."""

    def setup(self) -> None:
        """Do nothing: there is no index."""

    def update(self, *_arguments: Any, **_options: Any) -> None:
        """Do nothing: there is no index."""

    def remove(self, *_arguments: Any, **_options: Any) -> None:
        """Do nothing: there is no index."""

    def clear(self, *_arguments: Any, **_options: Any) -> None:
        """Do nothing: there is no index."""

    def search(self, query_string: Any, **options: Any) -> dict[str, Any]:
        """Return one page of products and the total number."""
        conditions, values = query_string
        where = " and ".join([*_SHOWN, *conditions])
        first, last = options.get("start_offset") or 0, options.get("end_offset")
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from catalogue_product where {where}", values)  # noqa: S608
            hits = cursor.fetchone()[0]
            cursor.execute(
                f"select id from catalogue_product where {where}"  # noqa: S608
                " order by id desc limit %s offset %s",
                [*values, None if last is None else last - first, first],
            )
            ids = [row[0] for row in cursor.fetchall()]
        make = options.get("result_class") or SearchResult
        products = [make("catalogue", "product", number, 0) for number in ids]
        return {"results": products, "hits": hits, "facets": {}, "spelling_suggestion": None}


class Query(BaseSearchQuery):
    """Converts Haystack's tree of filters into conditions and values."""

    def build_query(self) -> Any:
        """Return conditions and values; never empty, because Haystack treats that as no query."""
        conditions: list[str] = []
        values: list[Any] = []
        self._collect(self.query_filter, conditions, values)
        return conditions, values

    def get_facet_counts(self) -> dict[str, Any]:
        """Return no facets."""
        return {}

    def _collect(self, node: Any, conditions: list[str], values: list[Any]) -> None:
        for child in node.children:
            if isinstance(child, SearchNode):
                self._collect(child, conditions, values)
                continue
            name, value = child
            value = getattr(value, "query_string", value)
            if name.startswith("category"):
                conditions.append(_IN_CATEGORY)
                values.append([int(number) for number in value])
            elif name.startswith("content"):
                conditions.append(_WORDS)
                values.append(str(value))


class Engine(BaseEngine):
    """The Haystack engine that the settings name."""

    backend = Backend
    query = Query
