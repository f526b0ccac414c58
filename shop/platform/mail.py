"""Email: text and HTML from one pair of templates, in the recipient's language.

Every mail of the shop is built here. A message that must be sent once is a row that its sender
locks and marks as sent in one transaction. A crash between the answer of the mail server and the
commit sends the mail a second time: the two systems share no transaction, and a second mail is
better than none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from email.headerregistry import HeaderRegistry
from email.policy import EmailPolicy, default
from functools import lru_cache
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise

TYPE, BOUNDARY_BYTES = "Content-Type", 18
STAFF_LANGUAGE = "en"  # the language of the back office and of mails that link to it
type Mail = EmailMultiAlternatives
type Context = Mapping[str, Any] | Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class MailKind:
    """A mail that the shop sends.

    `template` is the path of its templates without `.txt` and `.html`. `subject` is translated when
    the mail is built; names such as `%(number)s` in it are filled from the context.
    """

    template: str
    subject: str | Promise


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a mail."""

    name: str
    content: str
    media_type: str


class _KeptHeaders(HeaderRegistry):
    """Python's classes of headers, each made once; a mail has thirty headers."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, type] = {}

    def __getitem__(self, name: str) -> type:
        """Return the class of a header."""
        kept = self._kept.get(name)
        if kept is None:
            kept = self._kept[name] = super().__getitem__(name)
        return kept


@lru_cache(maxsize=8)
def _with_kept_headers(policy: EmailPolicy) -> EmailPolicy:
    return policy.clone(header_factory=_KeptHeaders())


class _MailWithFiles(EmailMultiAlternatives):
    """A mail whose attached texts are encoded once: legal texts go with every confirmation.

    Its parts are separated by random lines. Python would choose weaker ones, and search all texts
    for each of them.
    """

    def message(self, *, policy: Any = default) -> Any:
        """Return the message as it is sent."""
        message: Any = super().message(policy=_with_kept_headers(policy))
        for part in message.walk():
            if part.is_multipart():
                boundary = token_hex(BOUNDARY_BYTES)
                part.replace_header(TYPE, f'{part.get_content_type()}; boundary="{boundary}"')
        return message

    def _add_attachment(self, msg: Any, filename: str | None, content: Any, mimetype: str) -> None:
        if isinstance(content, str):
            kind: Any = type(msg)
            msg.attach(_encoded(kind, msg.policy, filename, content, mimetype))
        else:
            add: Any = super()._add_attachment  # type: ignore[misc]
            add(msg, filename, content, mimetype)


@lru_cache(maxsize=64)
def _encoded(kind: Any, policy: Any, filename: str | None, content: str, mimetype: str) -> Any:
    """Return the part of a message for a text, as Django encodes it. Never change it."""
    message = kind(policy=policy)
    message.make_mixed()
    add: Any = EmailMultiAlternatives()._add_attachment  # type: ignore[attr-defined]  # noqa: SLF001
    add(message, filename, content, mimetype)
    (part,) = message.get_payload()
    return part


@dataclass(frozen=True, slots=True)
class _Capture:
    """Mails that are shown instead of sent."""

    language: str
    mails: list[Mail] = field(default_factory=list)


_capture: ContextVar[_Capture | None] = ContextVar("captured_mails", default=None)


def build_mail(  # noqa: PLR0913  one keyword for each part of a mail
    kind: MailKind,
    *,
    to: str,
    context: Context,
    language: str | None = None,
    time_zone: str | None = None,
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
) -> Mail:
    """Return a mail of a kind to one address.

    `language` is the active one by default. A context that is a function is called in the mail's
    language. Times are written in `time_zone`, by default the active one.
    """
    with ExitStack() as stack:
        if language:
            stack.enter_context(translation.override(language))
        if time_zone:
            stack.enter_context(timezone.override(time_zone))
        values = _frame() | dict(context() if callable(context) else context)
        subject = " ".join((str(kind.subject) % values).split())
        values = {"subject": subject} | values
        mail = _MailWithFiles(
            subject=subject,
            body=render_to_string(f"{kind.template}.txt", values),
            to=[to],
            headers=dict(headers or {}),
        )
        for attachment in attachments:
            mail.attach(attachment.name, attachment.content, attachment.media_type)
        mail.attach_alternative(render_to_string(f"{kind.template}.html", values), "text/html")
    return mail


def send_mail(  # noqa: PLR0913  as above
    kind: MailKind,
    *,
    to: str,
    context: Context,
    language: str | None = None,
    time_zone: str | None = None,
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
) -> None:
    """Build a mail and send it; see `build_mail`. Within `captured_mails` it is not sent."""
    capture = _capture.get()
    mail = build_mail(
        kind,
        to=to,
        context=context,
        language=capture.language if capture else language,
        time_zone=time_zone,
        headers=headers,
        attachments=attachments,
    )
    if capture is None:
        mail.send()
    else:
        capture.mails.append(mail)


@contextmanager
def captured_mails(language: str) -> Iterator[list[Mail]]:
    """Collect the mails that are built meanwhile, in a language, instead of sending them."""
    capture = _Capture(language)
    token = _capture.set(capture)
    try:
        yield capture.mails
    finally:
        _capture.reset(token)


def _frame() -> dict[str, Any]:
    """Return the context of the frame of every mail."""
    return {
        "shop_name": settings.OSCAR_SHOP_NAME,
        "base_url": settings.BASE_URL,
        "language": translation.get_language(),
        "rtl": translation.get_language_bidi(),
    }
