"""Web workers and the worker of jobs load some libraries only on use."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel import Locale, core
from babel.numbers import get_territory_currencies

from catalog.models import Product
from shop.platform.core.docstrings import without_docstrings
from shop.platform.core.locale_data import leave_rare_parts_out
from shop.platform.core.modules_on_use import load_on_use
from shop.process_memory import UNUSED, USED_LATE, pack_fields

ROOT = Path(__file__).resolve().parents[2]
# Besides those that the tests of the layout name.
ON_USE = ("fido2", "markdown_it", "prometheus_client", "shop.orders.cron")
LOADED = f"""
import sys
from shop.gunicorn import share_modules
share_modules()
from shop.platform.core.modules_on_use import _waiting
print([name for name in {(*UNUSED, *ON_USE)} if sys.modules.get(name)])
print([name for name in {USED_LATE} if name not in _waiting])
import django.views, shop.urls
print(django.views.View.as_view.__doc__, shop.urls.__doc__ is None)
"""
DOCUMENTED = """'Of the module.'

class Documented:
    "Of the class."
    name = "class"

    def method(self):
        "Of the method."
        return [name for name in "ab" if name == "a"], (lambda: "lambda")()

class Same:
    "same"
    name = "same"

def same():
    "same"
    return "same"

def plain():
    return "plain"
"""


def test_web_workers_load_none_of_these_libraries() -> None:
    command = [sys.executable, "-W", "ignore", "-c", LOADED]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert answer.stdout.splitlines() == ["[]", "[]", "None False"], answer.stderr


def test_a_module_runs_when_one_of_its_names_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "used_late.py").write_text(
        "import time\nanswer = 0\ntime.sleep(0.05)\nanswer = 42\n"
        "whole = __import__(__name__).answer"
    )
    monkeypatch.syspath_prepend(tmp_path)
    complete: list[str] = []
    try:
        load_on_use("used_late", lambda module: complete.append(module.__name__))
        module = __import__("used_late")
        assert "answer" not in vars(module)
        assert not complete
        with ThreadPoolExecutor(4) as pool:  # none sees a module that runs
            answers = list(pool.map(lambda _: (module.answer, module.whole), range(4)))
        assert (set(answers), type(module)) == ({(42, 42)}, ModuleType)
        assert complete == ["used_late"]
        with pytest.raises(AttributeError):
            module.question  # noqa: B018
        load_on_use("used_late", lambda module: complete.append("again"))
        assert complete == ["used_late", "again"]
    finally:
        sys.modules.pop("used_late", None)
    load_on_use("not_installed_anywhere")
    assert "not_installed_anywhere" not in sys.modules


def test_rare_data_of_locales_is_read_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "_global_data", None)
    leave_rare_parts_out()
    left = core._global_data  # type: ignore[attr-defined]
    assert "territory_currencies" not in left
    assert core.get_global("currency_fractions") == left["currency_fractions"]
    assert Locale.parse("pt_BR").territories["FR"] == "França"
    assert core._global_data is left  # type: ignore[attr-defined]
    assert get_territory_currencies("FR") == ["EUR"]
    assert str(Locale.parse("zh_TW")) == "zh_Hant_TW"


def test_packed_fields_are_the_same_and_smaller() -> None:
    fields = Product._meta.local_fields
    for field in fields:  # as Django leaves them
        field.__dict__ = dict.fromkeys(map(str, range(43))) | field.__dict__
        for number in range(43):
            del field.__dict__[str(number)]
    before = [(dict(vars(field)), sys.getsizeof(vars(field))) for field in fields]
    pack_fields(Product)
    for field, (attributes, size) in zip(fields, before, strict=True):
        assert vars(field) == attributes
        assert sys.getsizeof(vars(field)) < size


def test_docstrings_are_left_out_and_nothing_else() -> None:
    names: dict[str, Any] = {}
    code = compile(DOCUMENTED, "documented.py", "exec")
    exec(without_docstrings(code), names)  # noqa: S102
    documented, same = names["Documented"], names["Same"]
    assert (names["__doc__"], documented.__doc__, documented.method.__doc__) == (None, None, None)
    assert (documented.name, documented().method()) == ("class", (["a"], "lambda"))
    assert (same.__doc__, same.name, names["same"]()) == ("same", "same", "same")
    assert names["plain"]() == "plain"
