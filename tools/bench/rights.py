"""Measure the compilation of an agreement over many profiles.

Runs in a process of its own on the benchmark's database and rolls the agreement back.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import combinations
from typing import Any

CATEGORIES, PAIRS = 50, 20


def measure_rights(variables: Mapping[str, str]) -> dict[str, float]:
    """Measure in a separate process with the shop's variables; return figures by name."""
    command = [sys.executable, "-W", "ignore", "-m", __name__]
    settings = {"DJANGO_SETTINGS_MODULE": "tools.bench.our_settings"}
    ran = subprocess.run(
        command, env={**os.environ, **variables, **settings}, stdout=subprocess.PIPE, check=True
    )
    figures: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Print the figures as JSON."""
    import django

    django.setup()
    print(json.dumps(_compilation()))


def _compilation() -> dict[str, float]:
    """Return the seconds to activate and recompile an agreement over many profiles; rolled back."""
    from django.db import transaction

    from licensing.reading.clearance import compile_profiles
    from licensing.services import activate_agreement, find_or_create_profile
    from licensing.services.profiles import affected_profiles
    from shop.platform.database.clock import database_now

    with transaction.atomic():
        agreement, categories, pairs, second = _agreement(database_now())
        for category in categories:
            for pair in pairs:
                find_or_create_profile(licensee=agreement.licensee, category=category, marks=pair)
        profiles = affected_profiles(agreement)

        def activate() -> None:
            activate_agreement(agreement=agreement, by_id=second, at=database_now())

        figures = {
            "profiles_of_one_agreement": float(len(profiles)),
            "seconds_to_activate_it": _seconds(activate),
            "seconds_to_compile_it": _seconds(lambda: compile_profiles(profiles)),
        }
        transaction.set_rollback(True)
    return figures


def _agreement(at: datetime) -> tuple[Any, list[Any], list[tuple[Any, Any]], int]:
    """Sign an agreement of the holder with the most marks; return it and its grants."""
    from django.db.models import Count, Max

    from licensing.models import (
        Licensee,
        ProductCategory,
        Property,
        RightsHolder,
        TerritorySetVersion,
    )
    from licensing.rules.channels import Channel
    from licensing.services import (
        GrantTerms,
        add_grant,
        draft_agreement,
        sign_agreement,
        submit_agreement,
    )
    from shop.identity.accounts.models import User
    from shop.platform.core.periods import Period

    author, second = User.objects.order_by("pk").values_list("pk", flat=True)[:2]
    holder = RightsHolder.objects.annotate(held=Count("holdings")).order_by("-held", "pk")[0]
    marks = list(Property.objects.filter(holdings__holder=holder, holdings__valid__contains=at))
    last = ProductCategory.objects.aggregate(last=Max("number"))["last"] or 0
    categories = [
        ProductCategory.objects.create(code=f"bench-{n}", name=f"Bench {n}", number=last + n)
        for n in range(1, CATEGORIES + 1)
    ]
    licensee = Licensee.objects.create(
        code="bench", legal_name="Bench Ltd", country_id="CH", status=Licensee.Status.ACTIVE
    )
    window = Period(at, None)
    agreement = draft_agreement(
        number="BENCH", licensor=holder, licensee=licensee, term=window, created_by_id=author
    )
    world = TerritorySetVersion.objects.filter(propertyholding__holder=holder)[0]
    grant = GrantTerms(marks, categories, world, [Channel.WEB, Channel.APP], window)
    add_grant(agreement=agreement, grant=grant, created_by_id=author)
    submit_agreement(agreement=agreement, by_id=author, at=at)
    sign_agreement(agreement=agreement, signed_on=at.date(), by_id=second, at=at)
    return agreement, categories, list(combinations(marks, 2))[:PAIRS], second


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return round(time.perf_counter() - started, 3)


if __name__ == "__main__":
    main()
