"""Templates are rendered by shorter ways; the result is always that of Django's own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Engine, Template
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from shop.platform.fast_templates import FastTemplate

ENGINE = Engine(
    builtins=["django.templatetags.i18n", "django.templatetags.l10n", "django.templatetags.static"]
)
ENGINES = [ENGINE, Engine(autoescape=False, builtins=ENGINE.builtins)]
ENGINES.append(Engine(string_if_invalid="(%s)", builtins=ENGINE.builtins))
SOURCES = [
    "{{ text }} {{ safe }} {{ lazy }} {{ number }} {{ large }} {{ money }} {{ none }} {{ flag }}",
    "{{ missing }}|{{ missing.name }}|{{ row.missing }}|{{ row.names.missing }}|{{ none.x }}",
    "{{ row.title }} {{ row.names.first }} {{ row.many.1.title }} {{ row.names.items }}",
    "{{ row.absent }} {{ row.find_absent }} {{ row.absent.title }}{% if row.absent %}a{% endif %}",
    "{{ row.method }} {{ row.needs_argument }} {{ row.changes }} {{ call }} {{ kind.title }}",
    "{{ row.many.0.title }}|{{ row.many.7.title }}|{{ row.many.count }}",
    "{{ row.names.0 }}|{{ none.0 }}|{{ row.many.00.title }}|{{ text.0 }}",
    "{{ row.names.missing.name }}|{{ row.names.missing|default:'d' }}|{{ row.names.keys }}",
    "{% if none.x %}a{% endif %}{% if row.names.missing %}b{% elif not row.many.5 %}c{% endif %}",
    "{% if missing %}a{% elif row.missing %}b{% elif row.method %}c{% else %}d{% endif %}",
    "{% if number > 3 and not none %}a{% endif %}{% if missing == None %}b{% endif %}",
    "{% for one in row.many %}{{ forloop.counter }}{{ one.title }}{% empty %}-{% endfor %}",
    "{% for key, value in row.names.items %}{{ key }}={{ value }}{% endfor %}",
    "{{ text|upper }} {{ missing|default:text }} {{ number|add:large }} {{ 'a<'|lower }}",
    "{% translate 'Basket' %} {% translate text %} {% translate 'Basket' as b %}{{ b }}",
    "{% translate '100%% <b>' %} {% translate 'Basket' noop %} {{ _('Basket') }}",
    "{% language 'fr' %}{% translate 'Basket' %}{% endlanguage %}{% translate 'Basket' %}",
    "{% blocktranslate with left=number %}Only {{ left }} left.{% endblocktranslate %}",
    "{% blocktranslate count n=number %}{{ n }} pin{% plural %}{{ n }} pins{% endblocktranslate %}",
    "{% url 'basket:summary' %} {% url 'basket:line' number %} {% url 'basket:line' 7 %}",
    "{% url 'basket:summary' as u %}{{ u }} {% static 'css/base.css' %}",
    "{% url 'nothing' as u %}[{{ u }}]{% with x=row.title %}{{ x }}{% endwith %}{{ x }}",
    "{% autoescape off %}{{ text }}{% endautoescape %}",
    "{% localize on %}{{ large }}{% endlocalize %}",
]


@dataclass
class Row:
    """A value of a page."""

    title: str
    many: tuple["Row", ...] = ()
    calls: int = 0

    @property
    def names(self) -> dict[str, str]:
        return {"first": "<one>", "second": "two"}

    @property
    def absent(self) -> str:
        raise ObjectDoesNotExist

    def find_absent(self) -> str:
        raise ObjectDoesNotExist

    def method(self) -> str:
        self.calls += 1
        return f"called & {self.calls}"

    def needs_argument(self, value: str) -> str:
        return value

    def changes(self) -> str:
        raise AssertionError("a template must not call it")

    changes.alters_data = True


def values() -> dict[str, Any]:
    return {
        "text": "<b> & 'c'",
        "safe": mark_safe("<i>"),
        "lazy": gettext_lazy("Basket"),
        "number": 3,
        "large": 1_234_567,
        "money": Decimal("1234.50"),
        "none": None,
        "flag": True,
        "row": Row("<title>", (Row("a"), Row("b"))),
        "call": lambda: "<called>",
        "kind": Row,
    }


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_results_are_those_of_django(language):
    for engine in ENGINES:
        for source in SOURCES:
            fast = FastTemplate(source, engine=engine)
            for _ in range(2):  # the second time with what was kept
                with override(language):
                    expected = Template(source, engine=engine).render(Context(values()))
                    assert fast.render(Context(values())) == expected, source


def test_errors_of_properties_are_raised():
    class Broken:
        @property
        def value(self) -> str:
            return self.nothing

    with pytest.raises(AttributeError, match="nothing"):
        FastTemplate("{{ row.value }}", engine=ENGINE).render(Context({"row": Broken()}))


def test_pages_use_them():
    assert isinstance(get_template("web/basket.html").template, FastTemplate)
