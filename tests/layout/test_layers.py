"""Every package of the shop has its place in the import contract, so that none escapes it."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Assembled by name in settings: they are told what to import, and are listed part by part.
FORKS = "shop.forks"


def contracts() -> list[dict]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["tool"]["importlinter"]["contracts"]


def named_in_layers() -> set[str]:
    (layers,) = [one["layers"] for one in contracts() if one["type"] == "layers"]
    return {name.strip() for layer in layers for name in layer.split("|")}


def packages_below(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/__init__.py")}


def test_every_package_of_the_shop_has_a_layer() -> None:
    packages = {f"shop.{name}" for name in packages_below(ROOT / "shop")} - {FORKS}
    assert packages - named_in_layers() == set()
    assert {"catalog", "licensing"} <= named_in_layers()


def test_every_fork_has_a_layer() -> None:
    forks = {f"{FORKS}.{name}" for name in packages_below(ROOT / "shop" / "forks")}
    roots = {".".join(name.split(".")[:3]) for name in named_in_layers()}
    assert forks - roots == set()


def test_every_module_beside_the_packages_has_a_layer() -> None:
    modules = {f"shop.{path.stem}" for path in (ROOT / "shop").glob("*.py")} - {"shop.__init__"}
    assert modules - named_in_layers() == set()


def test_the_contract_names_nothing_that_is_gone() -> None:
    for name in named_in_layers():
        path = ROOT / Path(*name.split("."))
        assert path.is_dir() or path.with_suffix(".py").is_file(), name


def test_rules_import_no_framework_and_only_their_gateways_import_an_outside_service() -> None:
    forbidden = {
        module
        for one in contracts()
        if one["type"] == "forbidden"
        for module in one["forbidden_modules"]
    }
    assert {"django", "oscar", "rest_framework", "stripe"} <= forbidden


def test_jobs_are_queued_by_the_one_function_that_knows_of_transactions() -> None:
    elsewhere = [
        path.relative_to(ROOT)
        for package in ("shop", "licensing", "catalog")
        for path in (ROOT / package).rglob("*.py")
        if ".defer(" in path.read_text(encoding="utf-8")
    ]
    assert elsewhere == [Path("shop/database/jobs.py")]
