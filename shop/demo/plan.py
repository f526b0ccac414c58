"""The plan of the demo catalog: a pure list of products, the same for the same seed."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count, cycle, product

from shop.demo.data_files import rows

LANGUAGES = ("en", "fr", "de", "it", "es", "ja", "ar", "pt")
PRODUCTS = 244  # every kind for every Games and team, team goods, unmarked goods
TEAM_GAMES = "PARIS2024"
TEAM_KINDS = ("pin", "scarf")
UNMARKED_KINDS = ("ball", "bottle", "tote", "cap")
UNMARKED_WORDS = {
    "en": "Everyday sport",
    "fr": "Sport de tous les jours",
    "de": "Alltagssport",
    "it": "Sport di ogni giorno",
    "es": "Deporte de cada día",
    "ja": "毎日のスポーツ",
    "ar": "رياضة كل يوم",
    "pt": "Desporto do dia a dia",
}
SPORT_KINDS = ("pin", "poster", "tshirt", "ball")
BALL_SPORTS = ("football", "basketball", "volleyball", "tennis")
STOCK_LEVELS = (0, 3, 5, 12, 40, 40, 120, 120, 500)


@dataclass(frozen=True, slots=True)
class PlannedArticle:
    """A variant, or a product without variants."""

    sku: str
    color: str
    size: str
    position: int
    stock: int


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """A product of the demo, before it is written."""

    sku: str
    kind: Mapping[str, str]
    theme: str
    titles: Mapping[str, str]
    amount: Decimal
    games: str
    noc: str
    sport: str
    marks: tuple[str, ...]
    embargoed: bool
    articles: tuple[PlannedArticle, ...] = field(default=())


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A kind of product with its Games or team, repeated in numbered editions."""

    kind: Mapping[str, str]
    theme: str
    words: Mapping[str, str]
    games: str = ""
    noc: str = ""
    marks: tuple[str, ...] = ()

    def sku(self, edition: int) -> str:
        """Return the SKU of an edition."""
        team = "team" if len(self.marks) > 1 else ""
        parts = (self.kind["kind"], self.theme, team, str(edition))
        return "-".join(part.upper() for part in parts if part)


@dataclass(frozen=True, slots=True)
class DrawnProduct:
    """An edition of a subject: its sport, price and units of each article."""

    subject: Subject
    edition: int
    sport: str
    extra: int
    stock: tuple[int, ...]

    @property
    def sku(self) -> str:
        """The SKU of the product."""
        return self.subject.sku(self.edition)

    @property
    def amount(self) -> Decimal:
        """The price in euros."""
        return Decimal(self.subject.kind["eur"]) + self.extra


def draw_products(number: int, seed: int) -> Iterator[DrawnProduct]:
    """Yield products: every kind for every Games and team, team products of two marks, unmarked
    ones. After the first full round the same products are repeated as numbered editions.
    """
    chance = random.Random(seed)  # noqa: S311  a demo catalog, not a secret
    subjects = list(_subjects())
    chance.shuffle(subjects)
    sports = cycle(row["slug"] for row in rows("data/sports.csv"))
    made = 0
    for edition in count(1):
        for subject in subjects:
            if made >= number:
                return
            made += 1
            code = subject.kind["kind"]
            sport = next(sports) if code in SPORT_KINDS and not subject.noc else ""
            if code == "ball":
                sport = BALL_SPORTS[made % len(BALL_SPORTS)]
            extra = chance.choice((0, 0, 2, 4))
            stock = tuple(chance.choice(STOCK_LEVELS) for _ in _looks(subject.kind))
            yield DrawnProduct(subject, edition, sport, extra, stock)


def plan_product(drawn: DrawnProduct) -> PlannedProduct:
    """Return a drawn product with its texts and articles."""
    subject, kind = drawn.subject, drawn.subject.kind
    return PlannedProduct(
        sku=drawn.sku,
        kind=kind,
        theme=subject.theme,
        titles=_titles(subject, drawn.sport, drawn.edition),
        amount=drawn.amount,
        games=subject.games,
        noc=subject.noc,
        sport=drawn.sport,
        marks=subject.marks,
        embargoed=subject.theme == "la2028" and kind["kind"] in {"plush", "mug", "cap", "poster"},
        articles=tuple(_articles(drawn)),
    )


def _subjects() -> Iterator[Subject]:
    kinds = rows("data/kinds.csv")
    for kind in kinds:
        for games in rows("data/games.csv"):
            words = dict.fromkeys(LANGUAGES, games["name"])
            mark = "mascot" if kind["kind"] == "plush" else "emblem"
            marks = (f"{games['theme']}-{mark}",)
            yield Subject(kind, games["theme"], words, games["code"], "", marks)
        for team in rows("data/teams.csv"):
            words = {language: team[f"name_{language}"] for language in LANGUAGES}
            yield Subject(kind, team["theme"], words, "", team["noc"], (f"team-{team['theme']}",))
    for kind in kinds:
        if kind["kind"] in TEAM_KINDS:
            yield from _team_goods(kind)
        if kind["kind"] in UNMARKED_KINDS:
            yield Subject(kind, "plain", UNMARKED_WORDS)


def _team_goods(kind: Mapping[str, str]) -> Iterator[Subject]:
    """Yield products with the marks of two holders: the Games' and the team's."""
    games = next(row for row in rows("data/games.csv") if row["code"] == TEAM_GAMES)
    for team in rows("data/teams.csv"):
        words = {language: f"{team[f'name_{language}']} {games['name']}" for language in LANGUAGES}
        marks = (f"{games['theme']}-emblem", f"team-{team['theme']}")
        yield Subject(kind, team["theme"], words, TEAM_GAMES, team["noc"], marks)


def _titles(subject: Subject, sport: str, edition: int) -> dict[str, str]:
    row = next((row for row in rows("data/sports.csv") if row["slug"] == sport), None)
    titles = {}
    for language in LANGUAGES:
        name, words = subject.kind[f"name_{language}"], subject.words[language]
        if language == "en" and name[1].islower():  # not the T-shirt
            name = name[0].lower() + name[1:]
        ours_first = language in {"en", "ja"}
        title = f"{words} {name}" if ours_first else f"{name} {words}"
        if row:
            title += f" – {row[f'name_{language}']}"
        titles[language] = title if edition == 1 else f"{title} {edition}"
    return titles


def _articles(drawn: DrawnProduct) -> Iterator[PlannedArticle]:
    looks = _looks(drawn.subject.kind)
    for position, ((color, size), stock) in enumerate(zip(looks, drawn.stock, strict=True), 1):
        suffix = "-".join(part.upper() for part in (color, size.removesuffix(" cm")) if part)
        yield PlannedArticle(
            sku=f"{drawn.sku}-{suffix}" if suffix else drawn.sku,
            color=color,
            size=size,
            position=position,
            stock=stock,
        )


def _looks(kind: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the color and size of each article of a kind; "25_cm" is the size "25 cm"."""
    colors = kind["colors"].split() or [""]
    sizes = [size.replace("_", " ") for size in kind["sizes"].split()] or [""]
    return list(product(colors, sizes))
