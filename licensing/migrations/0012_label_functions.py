"""Functions that read serials of labels, for columns that the database itself computes.

They say what `licensing.rules.factories` says. Their bodies are parsed here, so that a restored dump finds
what they name whatever its search path is.
"""

from django.db import migrations

DIGITS = "substring({} from '[0-9]+$')"
SERIES = f"""
    create function label_series(serial text) returns text
    language sql immutable strict parallel safe
    return case
        when length({DIGITS.format("serial")}) <= 18
        then regexp_replace(serial, '[0-9]+$', repeat('#', length({DIGITS.format("serial")})))
    end
"""
NUMBERS = f"""
    create function label_numbers(first text, last text) returns int8range
    language sql immutable strict parallel safe
    return case
        when label_series(first) = label_series(last)
            and ({DIGITS.format("first")}) collate "C" <= ({DIGITS.format("last")}) collate "C"
        then int8range(({DIGITS.format("first")})::bigint, ({DIGITS.format("last")})::bigint, '[]')
    end
"""


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0011_approval_days"),
    ]

    operations = [
        migrations.RunSQL(
            sql=[SERIES, NUMBERS],
            reverse_sql=[
                "drop function label_numbers(text, text)",
                "drop function label_series(text)",
            ],
        ),
    ]
