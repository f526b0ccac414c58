"""The list of pictures: scenes, file names and descriptions."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.artwork.heroes import HEROES
from tools.artwork.kinds import KINDS, Kind, View
from tools.artwork.themes import GAMES, THEMES, Theme

WIDTHS = (256, 512, 1024)
HERO_WIDTHS = (640, 1280)


@dataclass(frozen=True, slots=True)
class ProductPicture:
    """A product picture: its kind, theme, view and file stem."""

    kind: Kind
    theme: Theme
    view: View

    @property
    def stem(self) -> str:
        """The file name without width and extension."""
        return f"{self.kind.code}-{self.theme.code}-{self.view.name}"

    @property
    def alt_en(self) -> str:
        """Description of the picture in English."""
        return f"{self.kind.name_en} with the {self.theme.name_en} design, {self.view.name_en}"

    @property
    def alt_fr(self) -> str:
        """Description of the picture in French."""
        return f"{self.kind.name_fr}, motif {self.theme.name_fr}, {self.view.name_fr}"


def product_pictures() -> Iterator[ProductPicture]:
    """Return all product pictures: fronts of all, then second views of the Games' themes.

    A second view is as large as the first, and the files are part of the repository.
    """
    for place, themes in enumerate((tuple(THEMES.values()), GAMES)):
        for kind in KINDS.values():
            for theme in themes:
                yield ProductPicture(kind, theme, kind.views[place])


def write_index(path: Path) -> None:
    """Write pictures.csv: one row a picture, the wide ones with kind `hero`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("kind", "theme", "view", "alt_en", "alt_fr", "file_stem"))
        for item in product_pictures():
            table.writerow(
                (
                    item.kind.code,
                    item.theme.code,
                    item.view.name,
                    item.alt_en,
                    item.alt_fr,
                    item.stem,
                )
            )
        for name, hero in HEROES.items():
            table.writerow(("hero", hero.theme, "wide", hero.alt_en, hero.alt_fr, f"hero-{name}"))
