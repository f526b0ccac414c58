"""A person at a browser: opens pages by clicks, fills forms by their labels, counts the steps."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

SIZES = ((390, 844), (1280, 900))
PASSWORD = "a-quiet-harbor-42"  # noqa: S105  of accounts that live as long as the drill


@dataclass(slots=True)
class Steps:
    """Steps by screen: a click, a filled field, a chosen entry and a file are one step each."""

    counts: Counter[str] = field(default_factory=Counter)
    screen: str = "start"

    @property
    def total(self) -> int:
        """Return the number of all steps."""
        return sum(self.counts.values())


@dataclass(slots=True)
class Person:
    """Somebody with a browser of their own."""

    name: str
    page: Page
    steps: Steps
    shots: Path
    secret: str = ""

    def open(self, address: str) -> None:
        """Open a link of a mail or of the operator."""
        self._count("open a link")
        self.page.goto(address)

    def click(
        self, label: str, role: Any = "link", *, exact: bool = True, within: str = ""
    ) -> None:
        """Click a link or button by its label."""
        self._count(f"click {label}")
        place: Page | Locator = self.page.locator(within) if within else self.page
        place.get_by_role(role, name=label, exact=exact).first.click()

    def press(self, label: str, *, exact: bool = True, within: str = "") -> None:
        """Press a button; the page that follows must not show errors."""
        self.click(label, "button", exact=exact, within=within)
        self.page.wait_for_load_state()
        for fault in ("[id$='_error']", ".field-error", ".errorlist", ".errornote"):
            texts = self.page.locator(fault).all_inner_texts()
            if texts:
                raise AssertionError(f"{self.page.url} after {label}: {texts}")

    def fill(self, **values: Any) -> None:
        """Fill fields by their names; a list ticks boxes, True ticks the only box."""
        for name, value in values.items():
            self._count(f"fill {name}")
            self._fill(self.page.locator(f"[name='{name}']"), value)

    def attach(self, name: str, file: Path) -> None:
        """Choose a file."""
        self._count(f"choose {file.name}")
        self.page.locator(f"input[name='{name}']").set_input_files(str(file))

    def go(self, path: str) -> None:
        """Type an address of the shop, where no link leads to it."""
        self._count(f"go to {path}")
        parts = urlsplit(self.page.url)
        self.page.goto(f"{parts.scheme}://{parts.netloc}{path}")

    def menu(self, group: str, entry: str) -> None:
        """Open a group of the dashboard's menu and click one of its entries."""
        self._count(f"open {group}")
        groups = self.page.locator(".shell-menu details", has_text=group)
        menu = groups.filter(has=self.page.get_by_text(group, exact=True)).first
        if menu.get_attribute("open") is None:
            menu.locator("summary").click()
        menu.get_by_role("link", name=entry, exact=True).click()

    def click_on(self, place: Locator) -> None:
        """Click an element that has no label of its own."""
        self._count("click")
        place.click()

    def type_into(self, place: Locator, text: str) -> None:
        """Type a text into a field of a frame."""
        self._count("type")
        place.fill(text)

    def wait_for_button(self, label: str) -> None:
        """Wait until a button is offered, on a page that a worker changes."""
        button = self.page.get_by_role("button", name=label)
        wait_until(lambda: self.reloads_to(button.is_visible), f"the button {label} is offered")

    def reloads_to(self, is_so: Callable[[], bool]) -> bool:
        """Return whether something is so, after a reload if it is not."""
        if not is_so():
            self.page.reload()
            self.page.wait_for_load_state()
        return is_so()

    def see(self, text: str) -> None:
        """Check that the page shows a text."""
        self.page.get_by_text(text).first.wait_for(timeout=15_000)

    def look(self, name: str) -> None:
        """Take the page at the width of a phone and of a laptop."""
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.wait_for_load_state("networkidle")
            self.page.screenshot(path=self.shots / f"{name}-{width}.png", full_page=True)

    def set_up_second_factor(self) -> None:
        """Type the code of the authenticator app that holds the shown secret."""
        self.page.wait_for_url(re.compile("/2fa/totp/activate/"))
        self.secret = self.page.locator(".totp-secret").inner_text()
        self.fill(code=one_time_code(self.secret))
        self.press("Set up")
        self.page.wait_for_url(re.compile("/2fa/recovery-codes/"))

    def _fill(self, box: Locator, value: Any) -> None:
        kind = box.first.evaluate("e => e.tagName + ':' + (e.type || '')")
        if isinstance(value, list):
            for entry in value:
                if kind.startswith("SELECT"):
                    break
                self.page.locator(
                    f"[name='{box.first.get_attribute('name')}'][value='{entry}']"
                ).check()
            else:
                return
            box.select_option(value)
        elif kind.startswith("SELECT"):
            self._choose(box, str(value))
        elif kind == "INPUT:checkbox":
            box.set_checked(value)
        elif kind == "INPUT:radio":
            self.page.locator(
                f"[name='{box.first.get_attribute('name')}'][value='{value}']"
            ).check()
        else:
            box.fill(str(value))

    def _choose(self, box: Locator, value: str) -> None:
        """Choose an entry by its value or by a part of its label."""
        entries = box.evaluate("e => [...e.options].map(o => [o.value, o.label])")
        for entry, label in entries:
            if value in {entry, label}:
                box.select_option(entry)
                return
        for entry, label in entries:
            if value.lower() in label.lower():
                box.select_option(entry)
                return
        raise AssertionError(f"{self.page.url}: no entry {value} among {entries[:30]}")

    def _count(self, _what: str) -> None:
        self.steps.counts[self.steps.screen] += 1


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = 90) -> None:
    """Wait until something is so; `what` says it in the error."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.5)


def one_time_code(secret: str) -> str:
    """Return the code that an authenticator app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
