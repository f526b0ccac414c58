"""Render the demo pictures: `python -m tools.artwork [folder] [--workers N]`.

Resumable: a picture whose files all exist is skipped. Delete the files of pictures that should be
rendered again.
"""

import argparse
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from rich.progress import Progress

from tools.artwork.catalog import (
    HERO_WIDTHS,
    WIDTHS,
    ProductPicture,
    product_pictures,
    write_index,
)
from tools.artwork.heroes import HEIGHT, HEROES, WIDTH, hero
from tools.artwork.kinds import KINDS, picture
from tools.artwork.rendering import files_of, rasterize, save_picture
from tools.artwork.themes import THEMES

Task = tuple[Callable[..., None], tuple[str | int | Path, ...]]
FOLDER = Path("shop/demo/pictures")


def render_product(folder: Path, kind_code: str, theme_code: str, view_index: int) -> None:
    """Draw and save one product picture in all its sizes."""
    kind, theme = KINDS[kind_code], THEMES[theme_code]
    view = kind.views[view_index]
    image = rasterize(picture(theme, view), max(WIDTHS), max(WIDTHS))
    save_picture(image, folder, ProductPicture(kind, theme, view).stem, WIDTHS)


def render_hero(folder: Path, name: str) -> None:
    """Draw and save one wide picture in all its sizes."""
    width = max(HERO_WIDTHS)
    image = rasterize(hero(name), width, width * HEIGHT // WIDTH)
    save_picture(image, folder, f"hero-{name}", HERO_WIDTHS)


def missing(folder: Path) -> list[Task]:
    """Return the scenes that are not rendered yet."""
    tasks: list[Task] = [
        (render_hero, (folder, name))
        for name in HEROES
        if not all(file.exists() for file in files_of(folder, f"hero-{name}", HERO_WIDTHS))
    ]
    for item in product_pictures():
        if not all(file.exists() for file in files_of(folder, item.stem, WIDTHS)):
            place = item.kind.views.index(item.view)
            tasks.append((render_product, (folder, item.kind.code, item.theme.code, place)))
    return tasks


def main() -> None:
    """Render missing pictures, then write the index."""
    parser = argparse.ArgumentParser(prog="python -m tools.artwork", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    tasks = missing(options.folder)
    with Progress() as progress, ProcessPoolExecutor(options.workers) as pool:
        bar = progress.add_task("Pictures", total=len(tasks))
        for future in as_completed([pool.submit(work, *given) for work, given in tasks]):
            future.result()
            progress.advance(bar)
    write_index(options.folder / "pictures.csv")


if __name__ == "__main__":
    main()
