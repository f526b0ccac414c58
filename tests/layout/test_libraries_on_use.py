"""Large libraries are loaded on use: those of PDF take 33 MB, the writer of workbooks 16 MB."""

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

from django.urls import get_resolver

from shop.web.backoffice.shared import on_use

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = ("fpdf", "facturx")
RENDERING = ("shop/finance/invoices/pdf/", "shop/finance/invoices/factur_x.py")
LOADED_FIRST = "shop/finance/invoices/pdf/responses.py"


@cache
def loads_at_once(path: Path) -> set[str]:
    """Return the modules that a module imports when it is loaded itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    from_modules = {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)}
    plain = (
        alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names
    )
    return from_modules | set(plain)


def test_only_the_printing_of_invoices_loads_the_libraries() -> None:
    heavy = {*LIBRARIES, "shop.finance.invoices.factur_x"}
    heavy |= {f"shop.finance.invoices.pdf.{name}" for name in ("rendering", "sheet", "fonts")}
    found, printing = [], 0
    for path in (ROOT / "shop").rglob("*.py"):
        name = str(path.relative_to(ROOT))
        loaded = {module for module in loads_at_once(path) if module.split(".")[0] in LIBRARIES}
        loaded |= loads_at_once(path) & heavy
        if name.startswith(RENDERING) and name != LOADED_FIRST:
            printing += bool(loaded)
        elif loaded:
            found.append((name, loaded))
    assert found == []
    assert printing > 2


def test_only_a_workbook_loads_the_libraries_of_workbooks() -> None:
    reader = "catalog.imports.xlsx_reader"
    folders = [ROOT / name for name in ("shop", "catalog", "licensing")]
    loading = [
        str(path.relative_to(ROOT))
        for folder in folders
        for path in folder.rglob("*.py")
        if loads_at_once(path) & {"xlsxwriter", "python_calamine", reader}
    ]
    assert loading == ["catalog/imports/xlsx_reader.py"]


def test_public_holidays_are_read_from_a_file_without_their_library() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "shop").rglob("*.py")]
    assert not any("import holidays" in text or "from holidays" in text for text in texts)


def test_only_a_shop_with_traces_loads_the_library_of_traces() -> None:
    loading = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "shop").rglob("*.py")
        if any(
            module == "shop.web.traces" or module.split(".")[0] == "opentelemetry"
            for module in loads_at_once(path)
        )
    ]
    assert loading == ["shop/web/traces.py"]


def test_only_the_schema_loads_the_library_that_makes_it() -> None:
    makers = {f"drf_spectacular.{name}" for name in ("extensions", "openapi", "plumbing", "views")}
    loading = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "shop").rglob("*.py")
        if loads_at_once(path) & {*makers, "shop.api.schema.views", "shop.api.schema.operations"}
    ]
    assert {name.rpartition("/")[0] for name in loading} == {"shop/api/schema"}


def test_views_that_are_loaded_on_use_exist() -> None:
    assert get_resolver().url_patterns  # loads all addresses
    assert len(on_use.named) > 200
    for module, name in on_use.named:
        assert callable(getattr(import_module(module), name)), (module, name)
