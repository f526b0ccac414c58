"""Renderer of form fields that writes Django's common widgets without templates.

Django renders each option of a select by two templates: a list of countries or permissions takes
up to a second. These functions return the text of Django's templates without their blank lines; all
other widgets, and those with templates of their own, are rendered by the templates.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.safestring import SafeData, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]

FOLDER = "django/forms/widgets/"
OPTION = f"{FOLDER}select_option.html"
CHOICES = {f"{FOLDER}radio_option.html", f"{FOLDER}checkbox_option.html"}
INPUTS = (
    *("text", "number", "email", "url", "color", "search", "tel", "password", "hidden"),
    *("date", "datetime", "time", "file", "checkbox", "input"),
)
Widget = Mapping[str, Any]


class FormRenderer(DjangoTemplates):
    """Render common widgets by functions and everything else by Django's templates."""

    @cached_property
    def engine(self) -> Any:
        """Return Django's engine of forms, with the loader of all other templates of the shop."""
        loaders = [
            "django.template.loaders.filesystem.Loader",
            "django.template.loaders.app_directories.Loader",
        ]
        django_engine = super().engine
        return Engine(
            {
                "APP_DIRS": False,
                "DIRS": django_engine.dirs,
                "NAME": django_engine.name,
                "OPTIONS": {"loaders": [("shop.platform.fast_templates.Loader", loaders)]},
            }
        )

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """Return the text of a widget, or of what else a form has a template for."""
        writer = WRITERS.get(template_name)
        text = writer(context["widget"]) if writer else None
        if text is None:
            return str(super().render(template_name, context, request))
        return str(mark_safe(text.strip()))  # noqa: S308  every part is escaped


def shown(value: Any) -> str:
    """Return a value as a template shows it: localized, escaped unless it is safe."""
    if type(value) is not str:
        value = localize(template_localtime(value))
        if isinstance(value, SafeData):
            return str(value)
    return escape(str(value))


def plain(value: Any) -> str:
    """Return a value as a template shows it without localization."""
    return str(value) if isinstance(value, SafeData) else escape(str(value))


def attributes(widget: Widget) -> str:
    """Return the attributes of a widget, with a space before each."""
    return "".join(
        f" {plain(name)}" if value is True else f' {plain(name)}="{plain(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def write_input(widget: Widget) -> str:
    """Return an input of one line, a checkbox or a file."""
    value = widget["value"]
    typed = "" if value is None else f' value="{plain(value)}"'
    name, kind = shown(widget["name"]), shown(widget["type"])
    return f'<input type="{kind}" name="{name}"{typed}{attributes(widget)}>'


def write_textarea(widget: Widget) -> str:
    """Return a field of several lines."""
    value = shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{shown(widget["name"])}"{attributes(widget)}>\n{value}</textarea>'


def write_select(widget: Widget) -> str | None:
    """Return a list of options; None if its options have a template of their own."""
    parts = [f'<select name="{shown(widget["name"])}"{attributes(widget)}>']
    for group, options, _ in widget["optgroups"]:
        if any(option["template_name"] != OPTION for option in options):
            return None
        if group:
            parts.append(f'\n<optgroup label="{shown(group)}">')
        parts += [
            f'\n<option value="{plain(option["value"])}"{attributes(option)}>'
            f"{shown(option['label'])}</option>"
            for option in options
        ]
        if group:
            parts.append("\n</optgroup>")
    parts.append("\n</select>")
    return "".join(parts)


def write_choices(widget: Widget) -> str | None:
    """Return radio buttons or checkboxes; None if one of them has a template of its own."""
    own, css = widget["attrs"].get("id"), widget["attrs"].get("class")
    parts = ["<div", f' id="{shown(own)}"' if own else "", f' class="{shown(css)}"' if css else ""]
    parts.append(">")
    for group, options, _ in widget["optgroups"]:
        if any(option["template_name"] not in CHOICES for option in options):
            return None
        if group:
            parts.append(f"\n<div><label>{shown(group)}</label>")
        parts += [f"\n<div>{write_choice(option)}</div>" for option in options]
        if group:
            parts.append("\n</div>")
    parts.append("\n</div>")
    return "".join(parts)


def write_choice(option: Widget) -> str:
    """Return one radio button or checkbox, in its label if it has one."""
    if not option.get("wrap_label"):
        return write_input(option)
    own = option["attrs"].get("id")
    named = f' for="{shown(own)}"' if own else ""
    return f"<label{named}>{write_input(option)} {shown(option['label'])}</label>"


WRITERS: Mapping[str, Callable[[Widget], str | None]] = {
    **{f"{FOLDER}{name}.html": write_input for name in INPUTS},
    f"{FOLDER}textarea.html": write_textarea,
    f"{FOLDER}select.html": write_select,
    f"{FOLDER}radio.html": write_choices,
    f"{FOLDER}checkbox_select.html": write_choices,
}
