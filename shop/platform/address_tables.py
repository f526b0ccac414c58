"""Tables for reversing addresses, one for all languages.

Django keeps one per language, because patterns can be translated. The shop's are not: the tables of
eight languages would take 6 MB of a process, and building each 50 ms of a request.
"""

from django.urls import resolvers


def share_between_languages() -> None:
    """Let Django build the tables once; a translated pattern would stay in the first language."""
    resolvers.get_language = _no_language  # type: ignore[attr-defined]


def _no_language() -> str:
    return ""
