"""Names that others chose are safe to keep, to show and to save."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.files.naming import LONGEST, safe_name


@pytest.mark.parametrize(
    ("given", "kind", "safe"),
    [
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\Users\\me\\photo.PNG", "image/png", "photo.PNG"),
        ("invoice\u202egnp.exe", "image/png", "invoicegnp.exe.png"),
        ("\u200b.htaccess", "text/plain", "htaccess.txt"),
        ("report.pdf.", "application/pdf", "report.pdf"),
        ("evil.html", "image/png", "evil.html.png"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("CON.txt", "text/plain", "file_CON.txt"),
        ("", "image/webp", "file.webp"),
        ("...", "", "file"),
        ('a"b\r\nSet-Cookie: x.pdf', "application/pdf", "a_bSet-Cookie_ x.pdf"),
        ("Grüße aus Köln.docx", "", "Grüße aus Köln.docx"),
        ("x.unknown", "application/octet-stream", "x.unknown"),
    ],
)
def test_names_are_made_safe(given, kind, safe):
    assert safe_name(given, kind) == safe


@given(name=st.text(max_size=300), kind=st.sampled_from(["", "image/png", "text/plain"]))
def test_any_name_becomes_one_that_nothing_hides_in(name, kind):
    safe = safe_name(name, kind)
    assert 0 < len(safe) <= LONGEST
    assert not {*'/\\"<>|:*?;%&$`\r\n\0'} & {*safe}
    assert all(unicodedata.category(c)[0] != "C" for c in safe)
    assert safe == safe.strip(". ")
    assert safe_name(safe, kind) == safe
    if kind == "image/png":
        assert safe.lower().endswith(".png")
