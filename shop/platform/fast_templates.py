"""Django's templates, with shorter ways for what pages do most: variables, constant translations
and constant addresses, which took half of the time of a page.

The language and all results are Django's: a case that a shorter way does not know is left to
Django's own code. `tests/web/test_fast_templates.py` compares them.
"""

from collections.abc import Hashable
from functools import lru_cache
from html import escape
from typing import Any

from django.template import Template, TemplateDoesNotExist, Variable
from django.template.base import (
    FilterExpression,
    Lexer,
    Node,
    NodeList,
    Parser,
    Token,
    VariableNode,
    render_value_in_context,
)
from django.template.context import BaseContext
from django.template.defaulttags import URLNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

SMALL = 1_000  # below it a number is written without separators in each language
_UNKNOWN = object()  # Django's own way has to find the value
_UNDEFINED = object()  # there is no such value
_OF_DICT = frozenset(dir(dict))


@lru_cache(maxsize=4_096)
def _has_items(kind: Hashable) -> bool:
    """Return whether Django asks values of a type for an item before an attribute."""
    return hasattr(kind, "__getitem__")


def _look_up(context: Any, names: tuple[str, ...]) -> Any:
    """Return the value of names joined by periods, `_UNDEFINED` or `_UNKNOWN`."""
    value: Any = _UNDEFINED
    for values in reversed(context.dicts):
        if names[0] in values:
            value = values[names[0]]
            break
    for position, name in enumerate(names):
        if position:
            value = _member(value, name)
        if value is _UNKNOWN or value is _UNDEFINED:
            return value
        if callable(value):
            value = _call(value)
    return value


def _member(value: Any, name: str) -> Any:
    """Return an item or an attribute of a value."""
    kind: Any = type(value)
    if kind is dict:
        if name in value:
            return value[name]
        return _UNKNOWN if name in _OF_DICT or name.isdigit() else _UNDEFINED
    if kind is list or kind is tuple:
        if not name.isdecimal():
            return _UNKNOWN
        return value[int(name)] if int(name) < len(value) else _UNDEFINED
    if value is None and not name.isdigit():
        return _UNDEFINED
    return _UNKNOWN if _has_items(kind) else getattr(value, name, _UNKNOWN)


def _call(value: Any) -> Any:
    if hasattr(value, "do_not_call_in_templates") or hasattr(value, "alters_data"):
        return _UNKNOWN
    try:
        return value()
    except TypeError:
        return _UNKNOWN


class FastVariable(Variable):
    """A variable that is looked up without exceptions where its value is a plain one."""

    def find(self, context: Any) -> Any:
        """Return the value, or `_UNDEFINED` or `_UNKNOWN`."""
        if not self.lookups or self.translate or not isinstance(context, BaseContext):
            return _UNKNOWN
        try:
            return _look_up(context, self.lookups)
        except Exception as error:
            if getattr(error, "silent_variable_failure", False):
                return _UNKNOWN  # such as a missing row, of which Django shows nothing
            raise

    def resolve(self, context: Any) -> Any:
        """Return the value; raise `VariableDoesNotExist`."""
        value = self.find(context)
        if value is _UNDEFINED or value is _UNKNOWN:
            return super().resolve(context)
        return value


class FastExpression(FilterExpression):
    """A variable with its filters."""

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        if self.is_var:
            self.var = FastVariable(self.var.var)

    def resolve(self, context: Any, ignore_failures: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's
        """Return the value after all filters."""
        if self.filters or not isinstance(self.var, FastVariable):
            return super().resolve(context, ignore_failures)
        value = self.var.find(context)
        if value is _UNDEFINED and ignore_failures:
            return None
        if value is _UNDEFINED and not context.template.engine.string_if_invalid:
            return ""
        if value is _UNDEFINED or value is _UNKNOWN:
            return super().resolve(context, ignore_failures)
        return value


class FastVariableNode(VariableNode):
    """`{{ variable }}`: texts and small numbers are written at once."""

    def render(self, context: Any) -> str:
        """Return the value as HTML."""
        try:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:  # as Django does
            return SafeString("")
        kind = type(value)
        if kind is SafeString:
            return value
        if kind is str and context.autoescape:
            return SafeString(escape(value))
        if kind is int and 0 <= value < SMALL:
            return SafeString(value)
        return render_value_in_context(value, context)


class ConstantTranslation(TranslateNode):
    """`{% translate "text" %}`: the translation is kept for each language."""

    def __init__(self, node: TranslateNode) -> None:
        self.__dict__ = node.__dict__
        self.kept: dict[str | None, str] = {}

    def render(self, context: Any) -> str:
        """Return the text in the active language."""
        language = get_language()
        text = self.kept.get(language)
        if text is None:
            text = self.kept[language] = super().render(context)
        return text


class FastAddress(URLNode):
    """`{% url "name" %}`, also with numbers: addresses are kept for each market and language."""

    def __init__(self, node: URLNode) -> None:
        self.__dict__ = node.__dict__
        self.name = str(node.view_name.var)

    def render(self, context: Any) -> str:
        """Return the address."""
        request = getattr(context, "request", None)
        values = [arg.resolve(context) for arg in self.args]
        if hasattr(request, "current_app") or any(type(value) is not int for value in values):
            return super().render(context)
        place = getattr(getattr(request, "resolver_match", None), "namespace", None)
        around = get_script_prefix(), get_urlconf(), get_language()
        return _address(self.name, place, around, *values)


@lru_cache(maxsize=8_192)
def _address(name: str, place: str | None, _around: tuple[str | None, ...], *numbers: int) -> str:
    return conditional_escape(reverse(name, args=numbers, current_app=place))


class ConstantFile(StaticNode):
    """`{% static "path" %}`: the address is kept, because static files are collected once."""

    def __init__(self, node: StaticNode) -> None:
        self.__dict__ = node.__dict__
        self.kept = ""

    def render(self, context: Any) -> str:
        """Return the address."""
        if not self.kept:
            self.kept = super().render(context)
        return self.kept


class FastBlockTranslation(BlockTranslateNode):
    """`{% blocktranslate %}`: the message is put together once."""

    def __init__(self, node: BlockTranslateNode) -> None:
        self.__dict__ = node.__dict__
        self.messages: dict[int, tuple[str, tuple[str, ...]]] = {}

    def render_token_list(self, tokens: list[Token]) -> tuple[str, list[str]]:
        """Return the message and its variables."""
        if (known := self.messages.get(id(tokens))) is None:
            message, names = super().render_token_list(tokens)
            known = self.messages[id(tokens)] = message, tuple(names)
        return known[0], list(known[1])


def faster(node: Any) -> Node:
    """Return a node that renders the same, or the node itself."""
    kind = type(node)
    if kind is VariableNode:
        return FastVariableNode(node.filter_expression)
    if kind is BlockTranslateNode:
        return FastBlockTranslation(node)
    if kind is TranslateNode and _is_constant_translation(node):
        return ConstantTranslation(node)
    if kind is URLNode and _is_simple_address(node):
        return FastAddress(node)
    if kind is StaticNode and not (node.varname or node.path.is_var or node.path.filters):
        return ConstantFile(node)
    return node


def _is_constant_translation(node: TranslateNode) -> bool:
    expression = node.filter_expression
    constant = expression.var.lookups is None and not expression.filters
    return constant and not (node.noop or node.asvar or node.message_context)


def _is_simple_address(node: URLNode) -> bool:
    name = node.view_name
    constant = not (name.is_var or name.filters)
    return constant and not (node.kwargs or node.asvar)


class FastParser(Parser):
    """A parser that takes the faster nodes."""

    def compile_filter(self, token: str) -> FilterExpression:
        """Return a variable with filters, as it is used by all tags."""
        return FastExpression(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        """Add a node."""
        super().extend_nodelist(nodelist, faster(node), token)


class FastTemplate(Template):
    """A template of the faster nodes."""

    def compile_nodelist(self) -> NodeList:
        """Return the nodes of the source; where an error is explained, Django's own."""
        if self.engine.debug:
            return super().compile_nodelist()
        libraries, builtins = self.engine.template_libraries, self.engine.template_builtins
        parser = FastParser(Lexer(self.source).tokenize(), libraries, builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = parser.extra_data
        return nodes


class Loader(cached.Loader):
    """The loader that keeps templates in the process, with faster ones."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """Return a template; raise `TemplateDoesNotExist`."""
        key = self.cache_key(template_name, skip)
        template = self.get_template_cache.get(key)
        if template is None:
            template = self._find(template_name, skip or ())
            self.get_template_cache[key] = template or TemplateDoesNotExist
        if not isinstance(template, Template):
            raise TemplateDoesNotExist(template_name)
        return template

    def _find(self, template_name: str, skip: Any) -> Template | None:
        for origin in self.get_template_sources(template_name):
            if origin not in skip:
                try:
                    contents = str(self.get_contents(origin))
                except TemplateDoesNotExist:
                    continue
                return FastTemplate(contents, origin, template_name, self.engine)
        return None
