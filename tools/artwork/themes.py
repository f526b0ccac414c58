"""Themes of products: a palette, a motif and two lines of text.

Text names a place and an invented line, never an edition with its year, which would be a mark.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colors and motif of one family of products.

    `base` is the color of cloth and shells, `print_ink` what reads well on it; `inks` are five
    accents, the third the deepest; `sky` is the light ground of scenes.
    """

    code: str
    word: str
    line: str
    motif: str
    animal: str
    base: str
    print_ink: str
    sky: str
    inks: tuple[str, str, str, str, str]
    name_en: str
    name_fr: str


GAMES = (
    Theme(
        "paris2024",
        "PARIS",
        "A SUMMER ON THE RIVER",
        "arches",
        "fox",
        "#1f2a63",
        "#f7efe2",
        "#f9e6df",
        ("#ff6f61", "#f3b562", "#1f2a63", "#7fb7be", "#f4c9c9"),
        "Paris",
        "Paris",
    ),
    Theme(
        "milanocortina2026",
        "DOLOMITI",
        "WINTER IN THE HEIGHTS",
        "peaks",
        "bear",
        "#f4f6fa",
        "#1c3157",
        "#dcecf6",
        ("#3f88c5", "#ff7b5a", "#1c3157", "#8fc9dd", "#c9b8ea"),
        "Milano Cortina",
        "Milan-Cortina",
    ),
    Theme(
        "la2028",
        "LOS ANGELES",
        "SUNSET ATHLETIC",
        "sunset",
        "bear",
        "#2b1d52",
        "#ffe9d2",
        "#ffd9a0",
        ("#ff5d8f", "#ff9f45", "#2b1d52", "#18b7be", "#ffd166"),
        "Los Angeles",
        "Los Angeles",
    ),
    Theme(
        "tokyo2020",
        "TOKYO",
        "CITY OF WAVES",
        "scales",
        "rabbit",
        "#fbf8f2",
        "#1b2f6b",
        "#f6ead9",
        ("#2f57a7", "#e2483d", "#1b2f6b", "#79a9d9", "#efc9b1"),
        "Tokyo",
        "Tokyo",
    ),
    Theme(
        "beijing2022",
        "BEIJING",
        "SNOW AND LIGHT",
        "crystal",
        "bear",
        "#123c69",
        "#eef7fb",
        "#d5e9f5",
        ("#2c9ab7", "#e94f5f", "#123c69", "#8fd3e8", "#f5d491"),
        "Beijing",
        "Pékin",
    ),
    Theme(
        "brisbane2032",
        "BRISBANE",
        "SUNSHINE AND TIDE",
        "river",
        "rabbit",
        "#0d5c63",
        "#fff3d6",
        "#fdeecb",
        ("#f2a541", "#f06543", "#0d5c63", "#44a1a0", "#ffd98a"),
        "Brisbane",
        "Brisbane",
    ),
)

NATIONS = (
    Theme(
        "fra",
        "FRANCE",
        "IN THE STANDS",
        "stripes",
        "fox",
        "#1d3a8a",
        "#ffffff",
        "#eef2fb",
        ("#e23b44", "#ffffff", "#1d3a8a", "#5b83d6", "#f2c9cc"),
        "France",
        "France",
    ),
    Theme(
        "ger",
        "GERMANY",
        "IN THE STANDS",
        "stripes",
        "bear",
        "#23232a",
        "#f7c843",
        "#f6efd9",
        ("#d8372f", "#f7c843", "#23232a", "#8b8b95", "#f3e3a6"),
        "Germany",
        "Allemagne",
    ),
    Theme(
        "ita",
        "ITALIA",
        "IN THE STANDS",
        "stripes",
        "fox",
        "#f8f7f2",
        "#17643c",
        "#eef5ea",
        ("#1e8a52", "#d9413d", "#17643c", "#8cc7a1", "#f3d3c8"),
        "Italy",
        "Italie",
    ),
    Theme(
        "gbr",
        "BRITAIN",
        "ACROSS THE ISLES",
        "burst",
        "rabbit",
        "#1b2a5c",
        "#ffffff",
        "#eaf0f9",
        ("#d2303d", "#ffffff", "#1b2a5c", "#6f93cf", "#d9dff0"),
        "Great Britain",
        "Grande-Bretagne",
    ),
    Theme(
        "usa",
        "USA",
        "COAST TO COAST",
        "chevron",
        "bear",
        "#f8f8fa",
        "#22326e",
        "#eef1f8",
        ("#cf3345", "#ffffff", "#22326e", "#7d9ad6", "#f1d4d6"),
        "United States",
        "États-Unis",
    ),
    Theme(
        "jpn",
        "JAPAN",
        "FOUR SEASONS",
        "scales",
        "rabbit",
        "#fdfbf7",
        "#b3243a",
        "#fdeeea",
        ("#d43a4c", "#f7b6ad", "#6e1526", "#f2d6a2", "#ef8a80"),
        "Japan",
        "Japon",
    ),
    Theme(
        "uae",
        "UAE",
        "DUNES AND SEA",
        "river",
        "fox",
        "#15583f",
        "#ffffff",
        "#f8eeda",
        ("#d9b26a", "#c8323c", "#15583f", "#3e9f74", "#f1dcae"),
        "United Arab Emirates",
        "Émirats arabes unis",
    ),
    Theme(
        "bra",
        "BRASIL",
        "COLOR AND DRUMS",
        "diamond",
        "bear",
        "#f9cf3c",
        "#12633f",
        "#fff5cf",
        ("#1c9a5b", "#f9cf3c", "#12633f", "#2f6fc1", "#a6dcb5"),
        "Brazil",
        "Brésil",
    ),
    Theme(
        "can",
        "CANADA",
        "TRUE WINTER",
        "peaks",
        "bear",
        "#c22b36",
        "#ffffff",
        "#f9e9e6",
        ("#c22b36", "#f2a38f", "#5c1119", "#f6f2ee", "#dd6a67"),
        "Canada",
        "Canada",
    ),
    Theme(
        "aus",
        "AUSTRALIA",
        "GREEN AND GOLD",
        "river",
        "rabbit",
        "#0d6a4a",
        "#ffd24a",
        "#fff3c9",
        ("#ffc72e", "#f29d38", "#0d4f3a", "#3aa873", "#ffe494"),
        "Australia",
        "Australie",
    ),
    Theme(
        "esp",
        "ESPAÑA",
        "SUN ON THE SAND",
        "burst",
        "fox",
        "#b8232f",
        "#ffd65a",
        "#fff0c4",
        ("#d23a35", "#ffc93d", "#8c1722", "#f08a4b", "#ffe29a"),
        "Spain",
        "Espagne",
    ),
    Theme(
        "ken",
        "KENYA",
        "HIGHLAND RUNNERS",
        "chevron",
        "fox",
        "#1f1f22",
        "#ffffff",
        "#f3efe2",
        ("#bf2f38", "#f4f1e8", "#1f1f22", "#2f8a53", "#d8c9a0"),
        "Kenya",
        "Kenya",
    ),
)

THEMES = {theme.code: theme for theme in GAMES + NATIONS}
