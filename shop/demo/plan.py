"""The plan of the demo catalog: a pure list of products, the same for the same seed."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count, cycle

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


def plan_products(number: int, seed: int) -> Iterator[PlannedProduct]:
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
            yield _product(subject, edition, made, chance, sports)


@dataclass(frozen=True, slots=True)
class _Subject:
    kind: Mapping[str, str]
    theme: str
    words: Mapping[str, str]
    games: str = ""
    noc: str = ""
    marks: tuple[str, ...] = ()


def _subjects() -> Iterator[_Subject]:
    kinds = rows("data/kinds.csv")
    for kind in kinds:
        for games in rows("data/games.csv"):
            words = dict.fromkeys(LANGUAGES, games["name"])
            mark = "mascot" if kind["kind"] == "plush" else "emblem"
            marks = (f"{games['theme']}-{mark}",)
            yield _Subject(kind, games["theme"], words, games["code"], "", marks)
        for team in rows("data/teams.csv"):
            words = {language: team[f"name_{language}"] for language in LANGUAGES}
            yield _Subject(kind, team["theme"], words, "", team["noc"], (f"team-{team['theme']}",))
    for kind in kinds:
        if kind["kind"] in TEAM_KINDS:
            yield from _team_goods(kind)
        if kind["kind"] in UNMARKED_KINDS:
            yield _Subject(kind, "plain", UNMARKED_WORDS)


def _team_goods(kind: Mapping[str, str]) -> Iterator[_Subject]:
    """Yield products with the marks of two holders: the Games' and the team's."""
    games = next(row for row in rows("data/games.csv") if row["code"] == TEAM_GAMES)
    for team in rows("data/teams.csv"):
        words = {language: f"{team[f'name_{language}']} {games['name']}" for language in LANGUAGES}
        marks = (f"{games['theme']}-emblem", f"team-{team['theme']}")
        yield _Subject(kind, team["theme"], words, TEAM_GAMES, team["noc"], marks)


def _product(
    subject: _Subject, edition: int, number: int, chance: random.Random, sports: Iterator[str]
) -> PlannedProduct:
    kind = subject.kind
    code = kind["kind"]
    sport = next(sports) if code in SPORT_KINDS and not subject.noc else ""
    if code == "ball":
        sport = BALL_SPORTS[number % len(BALL_SPORTS)]
    sku = "-".join(
        part.upper()
        for part in (code, subject.theme, "team" if len(subject.marks) > 1 else "", str(edition))
        if part
    )
    amount = Decimal(kind["eur"]) + chance.choice((0, 0, 2, 4))
    return PlannedProduct(
        sku=sku,
        kind=kind,
        theme=subject.theme,
        titles=_titles(subject, sport, edition),
        amount=amount,
        games=subject.games,
        noc=subject.noc,
        sport=sport,
        marks=subject.marks,
        embargoed=subject.theme == "la2028" and code in {"plush", "mug", "cap", "poster"},
        articles=tuple(_articles(sku, kind, chance)),
    )


def _titles(subject: _Subject, sport: str, edition: int) -> dict[str, str]:
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


def _articles(sku: str, kind: Mapping[str, str], chance: random.Random) -> Iterator[PlannedArticle]:
    position = 0
    for color in kind["colors"].split() or [""]:
        for size in kind["sizes"].split() or [""]:
            suffix = "-".join(part.upper() for part in (color, size) if part)
            position += 1
            yield PlannedArticle(
                sku=f"{sku}-{suffix}" if suffix else sku,
                color=color,
                size=size,
                position=position,
                stock=chance.choice(STOCK_LEVELS),
            )
