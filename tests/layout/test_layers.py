"""Every package of the shop has a layer in the import contracts."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Oscar's apps are loaded by name, and `platform` has packages on both sides of the settings: their
# packages are listed one by one.
LISTED_BY_PACKAGE = ("shop.oscar", "shop.platform")
GROUPS_WITH_LAYERS = ("shop.commerce", "shop.finance", "shop.identity")


def contracts() -> list[dict]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["tool"]["importlinter"]["contracts"]


def layer_names() -> set[str]:
    """Return every module that a layers contract names, in full."""
    return {
        f"{container}.{name.strip()}".lstrip(".")
        for contract in contracts()
        if contract["type"] == "layers"
        for container in contract.get("containers", [""])
        for layer in contract["layers"]
        for name in layer.split("|")
    }


def packages_in(package: str) -> set[str]:
    folder = ROOT / Path(*package.split("."))
    return {f"{package}.{path.parent.name}" for path in folder.glob("*/__init__.py")}


def test_every_package_of_the_shop_has_a_layer() -> None:
    packages = packages_in("shop") - set(LISTED_BY_PACKAGE)
    assert packages - layer_names() == set()
    assert {"catalog", "licensing"} <= layer_names()


def test_every_package_of_a_group_has_a_layer() -> None:
    for group in GROUPS_WITH_LAYERS:
        packages = packages_in(group)
        assert len(packages) >= 3, group
        assert packages - layer_names() == set()


def test_packages_listed_one_by_one_are_all_listed() -> None:
    for package in LISTED_BY_PACKAGE:
        roots = {".".join(name.split(".")[:3]) for name in layer_names()}
        assert packages_in(package)
        assert packages_in(package) - roots == set()


def test_every_module_beside_the_packages_has_a_layer() -> None:
    modules = {f"shop.{path.stem}" for path in (ROOT / "shop").glob("*.py")} - {"shop.__init__"}
    assert modules - layer_names() == set()


def test_the_contract_names_nothing_that_is_gone() -> None:
    for name in layer_names():
        path = ROOT / Path(*name.split("."))
        assert path.is_dir() or path.with_suffix(".py").is_file(), name


def test_rules_import_no_framework_and_only_their_gateways_import_an_outside_service() -> None:
    forbidden = {
        module
        for contract in contracts()
        if contract["type"] == "forbidden"
        for module in contract["forbidden_modules"]
    }
    assert {"django", "oscar", "rest_framework", "stripe"} <= forbidden


def test_jobs_are_queued_by_the_one_function_that_knows_of_transactions() -> None:
    elsewhere = [
        path.relative_to(ROOT)
        for package in ("shop", "licensing", "catalog")
        for path in (ROOT / package).rglob("*.py")
        if ".defer(" in path.read_text(encoding="utf-8")
    ]
    assert elsewhere == [Path("shop/platform/database/jobs.py")]
