"""Detection of a CSV file's encoding: UTF-8, or a spreadsheet's legacy encoding. Pure."""

import codecs
import re
from pathlib import Path

from catalog.imports.errors import FileRefused, refuse

BLOCK = 1 << 20
UTF_8, UTF_16 = "utf-8-sig", "utf-16"
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NAMES = {"cp932": "Shift-JIS (Japanese)", "cp1252": "Windows-1252 (Western European)"}
KANA = re.compile("[\u3041-\u30ff]")
LEAST_KANA = 2
UTF_16_SAMPLE, UTF_16_SHARE = 400, 0.4  # bytes; share of zero bytes at the high or low places
CSV_UTF8 = "Save it as “CSV UTF-8”."


def find_encoding(path: Path) -> str:
    """Return the codec of a CSV file.

    A file without a valid multi-byte UTF-8 sequence is read as Shift-JIS if it then has Japanese
    letters, otherwise as Windows-1252. Raises `FileRefused` if the file mixes encodings or is in
    none of these.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        block = file.read(BLOCK)
        if block.startswith(UTF_16_MARKS):
            return UTF_16
        if unmarked := _unmarked_utf_16(block[:UTF_16_SAMPLE]):
            return unmarked
        line, ascii_only = 1, True
        while block:
            pending = decoder.getstate()[0]
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                joined = pending + block
                start = joined[: error.start].removeprefix(codecs.BOM_UTF8)
                if ascii_only and start.isascii():
                    return _detect_legacy_encoding(
                        joined + file.read(BLOCK), line + start.count(b"\n")
                    )
                raise not_utf8(line + start.count(b"\n")) from None
            line += block.count(b"\n")
            ascii_only = ascii_only and block.removeprefix(codecs.BOM_UTF8).isascii()
            block = file.read(BLOCK)
    if decoder.getstate()[0]:
        raise not_utf8(line)
    return UTF_8


def _unmarked_utf_16(sample: bytes) -> str:
    """Return the codec of mostly Latin text in UTF-16 without a byte order mark, or ""."""
    first, second = sample[0::2], sample[1::2]
    if not second or (first.count(0) and second.count(0)):
        return ""
    if second.count(0) > UTF_16_SHARE * len(second):
        return "utf-16-le"
    return "utf-16-be" if first.count(0) > UTF_16_SHARE * len(first) else ""


def not_utf8(line: int) -> FileRefused:
    """Return the error for bytes that are invalid in every supported encoding."""
    return refuse("encoding", f"Near line {line} the file is not in UTF-8.", CSV_UTF8)


def _detect_legacy_encoding(sample: bytes, line: int) -> str:
    """Return the legacy encoding of a sample, whose end may cut a character."""
    text = codecs.getincrementaldecoder("cp932")(errors="replace").decode(sample)
    if "\ufffd" not in text and len(KANA.findall(text)) >= LEAST_KANA:
        return "cp932"
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        raise not_utf8(line) from None
    return "cp1252"
