"""Content is downloaded as JSON, and a file of it becomes drafts, all or none."""

import json
import zipfile
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.commerce.content.models import ContentItem, ContentVersion
from tests.content.test_content import picture
from tests.dashboard.conftest import signed_in, staff_with

LIST = "/dashboard/content/"
FOOTER = {
    "place": "footer",
    "name": "Help column",
    "title": "Help",
    "position": 10,
    "links": [{"label": "Games", "link": "/games/"}],
}


def send(client: Client, rows: Any) -> Any:
    text = rows if isinstance(rows, str) else json.dumps(rows)
    file = SimpleUploadedFile("content.json", text.encode())
    return client.post(f"{LIST}import/", {"file": file})


def test_a_file_becomes_drafts_and_the_download_is_imported_again(db: None) -> None:
    marketer = signed_in(role="staff", is_staff=True, groups=("Marketing",))
    bar = {"place": "announcement", "name": "Bar", "text": "Café\u200b open", "position": 5}
    assert send(marketer, [FOOTER, bar]).status_code == 302
    item = ContentItem.objects.get(name="Help column")
    assert (item.published, item.versions.get().links) == (None, FOOTER["links"])
    assert ContentItem.objects.get(name="Bar").versions.get().text == "Café open"
    file = marketer.get(f"{LIST}export/")
    rows = json.loads(file.content)
    assert {row["name"] for row in rows} == {"Help column", "Bar"}
    rows[0]["position"] = 30
    assert send(marketer, rows).status_code == 302
    assert ContentItem.objects.get(name=rows[0]["name"]).versions.get().position == 30
    assert ContentItem.objects.count() == 2
    assert "Import content" in marketer.get(LIST).text
    viewer = staff_with("content.view_contentitem", "content.change_contentitem", email="v@x.org")
    assert send(viewer, [FOOTER]).status_code == 403


def test_a_fault_saves_nothing_and_names_its_item_and_field(db: None) -> None:
    marketer = signed_in(role="staff", is_staff=True, groups=("Marketing",))
    faulty: list[tuple[Any, str]] = [
        ("{", "The file is not JSON in UTF-8."),
        ({"place": "footer"}, "The file must be a list of objects"),
        ([[1]], "The file must be a list of objects"),
        ([FOOTER, {"place": "moon", "name": "x"}], "a place of hero"),
        ([FOOTER, FOOTER | {"place": "header"}], "is in the place footer"),
        ([FOOTER | {"links": [{"label": "", "link": "javascript:x"}]}], "Line 1:"),
        ([FOOTER | {"links": [7]}], "Line 1:"),
        ([FOOTER | {"position": "first"}], "Enter a whole number"),
        ([FOOTER | {"market": "moon"}], "Select a valid choice"),
        ([FOOTER | {"picture_stem": "x"}], "This place has no such field."),
    ]
    for rows, sentence in faulty:
        answer = send(marketer, rows)
        assert (answer.status_code, sentence in answer.text) == (422, True), rows
    assert not ContentItem.objects.exists()


def test_pictures_travel_in_a_zip_and_bad_ones_are_named(db: None) -> None:
    marketer = signed_in(role="staff", is_staff=True, groups=("Marketing",))
    hero = {"place": "hero", "name": "Hero", "title": "Track", "picture_alt": "A track"}
    row = hero | {"picture": "track.png"}

    def upload(files: dict[str, bytes]) -> Any:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        file = SimpleUploadedFile("content.zip", packed.getvalue())
        return marketer.post(f"{LIST}import/", {"file": file})

    listed = json.dumps([row]).encode()
    content = picture().read()
    faulty: list[tuple[dict[str, bytes], str]] = [
        ({"a.txt": b"x"}, "The ZIP has no readable file content.json."),
        ({"content.json": listed}, "track.png: "),
        ({"content.json": listed, "track.png": b"no picture"}, "track.png: "),
    ]
    for files, sentence in faulty:
        answer = upload(files)
        assert (answer.status_code, sentence in answer.text) == (422, True), files
    assert send(marketer, [row]).status_code == 422
    assert not ContentItem.objects.exists()
    assert upload({"content.json": listed, "pictures/track.png": content}).status_code == 302
    first = ContentVersion.objects.get()
    assert first.picture_stem

    exported = BytesIO(marketer.get(f"{LIST}export/", {"format": "zip"}).content)
    with zipfile.ZipFile(exported) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    (item,) = json.loads(files["content.json"])
    assert f"pictures/{item['picture']}" in files
    # The same picture is not made again; another shop makes it from the file.
    copied = json.dumps([item | {"name": "Copy"}]).encode()
    assert upload(files | {"content.json": copied}).status_code == 302
    assert ContentVersion.objects.get(item__name="Copy").picture_stem == first.picture_stem
    ContentVersion.objects.all().delete()
    ContentItem.objects.all().delete()
    assert upload(files).status_code == 302
    assert ContentVersion.objects.get().picture_stem not in {"", first.picture_stem}
