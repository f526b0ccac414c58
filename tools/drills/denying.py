"""The second process of the revocation drill: prepare the product, deny it, time the commit."""

import os
import subprocess
import sys
import threading
import time

import django

from tools.drills import staleness

SKU = os.environ.get("DRILL_SKU", "DRILL-1")
ROUNDS, PROCESSES, PLACERS, BASKETS = 5, 2, 4, 400


def main() -> None:
    """Run the command of the command line; print the time of the commit."""
    django.setup()
    from django.db import close_old_connections

    command = sys.argv[1]
    if command == "prepare":
        _prepare()
    elif command == "among-placements":
        _among_placements()
    elif command == "place":
        _place(sys.argv[2])
    else:
        sku = sys.argv[2] if len(sys.argv) > 2 else SKU  # noqa: PLR2004
        staleness.prepare(command, sku)
        # Django is set up before the load begins, so that only the denial remains to be done.
        print("ready", flush=True)
        sys.stdin.readline()
        wait = _deny(command, sku)
        # The service commits before it returns: requests that begin after this instant must be
        # refused.
        print(time.time() + wait, flush=True)
    close_old_connections()


def _prepare() -> None:
    from tools.testing.factories.catalog import RightsWorld

    world = RightsWorld()
    world.product(sku=SKU, title="Drill pin", slug="drill", stock=100_000)


def _deny(kind: str, sku: str) -> float:
    """Deny the product, or change it; return in how many seconds that counts."""
    from catalog.models import Product
    from licensing.models import Agreement, Territory
    from licensing.rules.number_sets import NumberSet
    from licensing.services import (
        place_hold,
        revoke_agreement,
        suspend_licensee,
    )
    from shop.platform.database.clock import database_now

    now = database_now()
    product = Product.objects.get(upc=sku)
    if kind == "revocation":
        revoke_agreement(
            agreement=Agreement.objects.get(), by_id=None, reason="drill", at=now, effective_at=now
        )
    elif kind == "hold on product":
        place_hold(kind="RECALL", reason="drill", at=now, product_id=product.pk)
    elif kind == "hold on mark":
        mark = product.versions.get().marks.get().property
        place_hold(kind="LEGAL", reason="drill", at=now, mark=mark)
    elif kind == "licensee":
        suspend_licensee(licensee=product.licensee, by_id=None, reason="drill", at=now)
    elif kind == "territory":
        france = NumberSet.of([Territory.objects.get(pk="FR").number])
        place_hold(kind="LEGAL", reason="drill", at=now, territories=france)
    elif kind in staleness.SHOWN:
        return staleness.change(kind, product)
    else:
        raise SystemExit(f"unknown denial: {kind}")
    return 0.0


def _among_placements() -> None:
    """Hold and release another product while separate processes place orders."""
    from catalog.models import Product
    from licensing.services import lift_hold, place_hold
    from shop.oscar.order.models import Order
    from shop.platform.database.clock import database_now

    command = [sys.executable, "-W", "ignore", "-m", "tools.drills.denying", "place"]
    placers = [
        subprocess.Popen(
            [*command, str(number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for number in range(PROCESSES)
    ]
    for placer in placers:
        _line(placer)  # its baskets are filled
    for placer in placers:
        _say(placer, "go")
    other = Product.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    times: list[float] = []
    before, begun = Order.objects.count(), time.monotonic()
    for _ in range(ROUNDS):
        time.sleep(0.8)
        at = time.monotonic()
        # Holding another product lets the placements continue, and each must share the lock.
        hold = place_hold(kind="RECALL", reason="drill", at=database_now(), product_id=other)
        times.append(time.monotonic() - at)
        lift_hold(hold=hold, at=database_now())
    rate = (Order.objects.count() - before) / (time.monotonic() - begun)
    for placer in placers:
        placer.communicate("stop\n")
    shown = ", ".join(f"{seconds * 1000:.0f}" for seconds in times)
    print(f"denials among {rate:.0f} placements a second committed after {shown} ms")


def _place(process: str) -> None:
    """Fill baskets, print a line, and place them from several threads until told to stop."""
    from django.db import connections

    from catalog.models import Product
    from shop.orders.checkout.placement import place_order
    from tools.testing.factories.orders import basket_with, request_for

    product = Product.objects.get(upc=SKU)
    requests = [
        request_for(basket_with(product), key=f"drill-{process}-{n}") for n in range(BASKETS)
    ]
    over = threading.Event()

    def place() -> None:
        while not over.is_set():
            try:
                request = requests.pop()
            except IndexError:
                break
            place_order(request)
        connections.close_all()

    print("ready", flush=True)
    sys.stdin.readline()
    threads = [threading.Thread(target=place) for _ in range(PLACERS)]
    for thread in threads:
        thread.start()
    sys.stdin.readline()
    over.set()
    for thread in threads:
        thread.join()


def _line(child: "subprocess.Popen[str]") -> str:
    if child.stdout is None:
        raise RuntimeError("the placing process has no output")
    return child.stdout.readline()


def _say(child: "subprocess.Popen[str]", word: str) -> None:
    if child.stdin is None:
        raise RuntimeError("the placing process has no input")
    child.stdin.write(f"{word}\n")
    child.stdin.flush()


if __name__ == "__main__":
    main()
