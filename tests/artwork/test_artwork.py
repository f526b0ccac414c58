"""The demonstration pictures: every drawing is sound XML and every listed picture has its files."""

import csv
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tools.artwork.catalog import HERO_WIDTHS, WIDTHS, product_pictures
from tools.artwork.heroes import HEROES, hero
from tools.artwork.kinds import KINDS, picture
from tools.artwork.rendering import files_of
from tools.artwork.themes import THEMES

FOLDER = Path(__file__).parents[2] / "shop/demo/pictures"


def listed() -> list[dict[str, str]]:
    with (FOLDER / "pictures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("kind", "theme"), list(product(KINDS, THEMES)))
def test_every_kind_draws_valid_xml_in_every_theme(kind: str, theme: str) -> None:
    for view in KINDS[kind].views:
        root = ET.fromstring(picture(THEMES[theme], view))  # noqa: S314 - our own drawing
        names = [node.get("id") for node in root.iter() if node.get("id")]
        assert len(names) == len(set(names)), "an id names two things"


@pytest.mark.parametrize("name", HEROES)
def test_every_wide_picture_draws_valid_xml(name: str) -> None:
    root = ET.fromstring(hero(name))  # noqa: S314 - our own drawing
    names = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(names) == len(set(names)), "an id names two things"


def test_a_drawing_is_the_same_every_time() -> None:
    view = KINDS["plush"].views[0]
    assert picture(THEMES["fra"], view) == picture(THEMES["fra"], view)


def test_every_listed_picture_has_its_files_and_words() -> None:
    rows = listed()
    assert rows
    for row in rows:
        widths = HERO_WIDTHS if row["kind"] == "hero" else WIDTHS
        for file in files_of(FOLDER, row["file_stem"], widths):
            assert file.is_file(), file.name
        assert row["alt_en"]
        assert row["alt_fr"]


def test_the_list_holds_all_planned_pictures_and_nothing_else() -> None:
    planned = {item.stem for item in product_pictures()} | {f"hero-{name}" for name in HEROES}
    assert {row["file_stem"] for row in listed()} == planned


def test_the_pictures_stay_small_enough_for_the_repository() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 25_000_000
