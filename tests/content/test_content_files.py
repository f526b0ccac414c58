"""Content is downloaded as JSON, and a file of it becomes drafts, all or none."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.commerce.content.models import ContentItem
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
