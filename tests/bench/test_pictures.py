"""The benchmark of pictures counts prepared pictures and reports refused ones."""

from tests.media.makers import encoded, scene, zipped
from tools.bench.pictures import measure


def test_each_picture_is_measured_and_a_bad_one_is_named(tmp_path) -> None:
    files = {"a.jpg": encoded(scene(1)), "b.jpg": encoded(scene(2)), "c.jpg": b"<html>"}
    path = tmp_path / "pictures.zip"
    path.write_bytes(zipped(files).getvalue())
    result = measure(path, tmp_path)
    facts = result.facts()
    assert (facts["pictures"], facts["refused"]) == (3, ["not_a_picture"])
    assert facts["peak MB of a decoder"] > 10
    assert len(list(tmp_path.glob("*.avif"))) == 2
