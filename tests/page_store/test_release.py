"""Another release of the code never answers the pages of this one."""

from typing import Any

import pytest

from shop.web.page_store import public_reads
from shop.web.page_store.release import code_release
from tests.page_store.asking import LIST, source_of, warm
from tools.testing.factories.catalog import RightsWorld


def test_pages_of_another_release_are_not_answered(
    committed_world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed_world.product()
    warm(LIST)
    monkeypatch.setattr(public_reads, "code_release", lambda: "another")
    assert source_of(LIST) == "miss"


def test_the_release_depends_on_code_texts_and_settings(settings: Any, tmp_path: Any) -> None:
    def release() -> str:
        code_release.cache_clear()
        return code_release()

    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    releases = [release()]
    for name in ("shop/a.py", "templates/a.html", "locale/fr/a.mo", "uv.lock"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
        releases.append(release())
    settings.ENV = settings.ENV.with_values({"BASE_URL": "https://other.example"})
    releases.append(release())
    assert len(set(releases)) == 6
    assert release() == releases[-1]
    code_release.cache_clear()
