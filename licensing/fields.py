"""Model field and lookups for int4multirange, and generated columns for label serials."""

from typing import Any

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range

from licensing.rules.number_sets import NumberSet


def multirange(numbers: NumberSet) -> Int4Multirange:
    """Return a set as the driver's type."""
    return Int4Multirange([Int4Range(low, high) for low, high in numbers.ranges])


class IntMultiRangeField(models.Field):
    """A `NumberSet` stored as PostgreSQL's int4multirange."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002  Django's signature
        """Return the column type."""
        return "int4multirange"

    def from_db_value(self, value: Any, *_: Any) -> NumberSet | None:
        """Convert the driver's value to a `NumberSet`."""
        if value is None:
            return None
        return NumberSet.from_ranges((part.lower, part.upper) for part in value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002
        """Convert a set to the driver's type; expressions pass through."""
        return multirange(value) if isinstance(value, NumberSet) else value

    def to_python(self, value: Any) -> Any:
        """Return the value unchanged; the database rejects anything but a set."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Return the text used by serializers."""
        value: Any = self.value_from_object(obj)
        return "" if value is None else str(value.ranges)


@IntMultiRangeField.register_lookup
class ContainsNumber(models.Lookup):
    """`territories__contains_number=5` (or an expression): the set contains the number."""

    lookup_name = "contains_number"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:  # noqa: ARG002
        """Pass the number through unchanged."""
        return "%s", [value]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Render `column @> number`."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @> ({right})::int4", [*left_params, *right_params]


@IntMultiRangeField.register_lookup
class OverlapsSet(models.Lookup):
    """`properties__overlaps=NumberSet` (or an expression): the sets share a number."""

    lookup_name = "overlaps"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        """Pass the set as the driver's type."""
        return "%s", [IntMultiRangeField().get_db_prep_value(value, connection)]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Render `column && set`."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} && {right}", [*left_params, *right_params]


def serial_series_field(serial: str) -> models.GeneratedField:
    """Return the column for the series of a serial, as defined in `licensing.rules.factories`."""
    return models.GeneratedField(
        expression=models.Func(models.F(serial), function="label_series"),
        output_field=models.CharField(max_length=40, null=True),
        db_persist=True,
    )


def serial_numbers_field(first: str, last: str) -> models.GeneratedField:
    """Return the column for the numbers between two serials; null if they are not a range."""
    return models.GeneratedField(
        expression=models.Func(models.F(first), models.F(last), function="label_numbers"),
        output_field=BigIntegerRangeField(null=True),
        db_persist=True,
    )
