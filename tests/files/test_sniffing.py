"""What a file is, is read in its bytes; no name makes a harmless thing of a harmful one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files import made
from warmline.files.sniffing import PROGRAM, UNKNOWN, sniffed
from warmline.flow.file_parts import DRAWN
from warmline.web.file_serving import PLAYED

INERT = DRAWN | PLAYED
NAMES = st.sampled_from(["a.png", "photo.jpg", "x.gif", "clip.mp4", "a.txt", "noname", "x.html"])


@pytest.mark.parametrize("kind", made.SAMPLES)
def test_each_kind_is_known_by_its_bytes_whatever_it_is_called(kind):
    for name in ("", "holiday.png", "x.bin"):
        assert sniffed(made.SAMPLES[kind], name) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.JAR, PROGRAM),
        (made.MACROS, "application/zip"),
        (b"#!/bin/sh\nrm -rf ~\n", PROGRAM),
        (b"\x7fELF" + bytes(60), PROGRAM),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), PROGRAM),  # an .msi, called nothing
        (b"\xef\xbb\xbf  <HTML><body onload=x>", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        (b"\n\n  <!-- x --><sCrIpT>x</script>", "text/html"),
        (b"<?xml version='1.0'?><!DOCTYPE s [<!ENTITY a 'b'>]><s>&a;</s>", "application/xml"),
        (
            b'<?xml version="1.0"?><svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>',
            "image/svg+xml",
        ),
        (bytes(range(256)), UNKNOWN),
        (b"RIFF\0\0\0\0ACON", UNKNOWN),
        (b"PK\x03\x04 not really a zip", "application/zip"),
        (b"MZ was here, said the text", "text/plain"),
    ],
)
def test_what_could_run_is_called_so(content, kind):
    assert sniffed(content) == kind


def test_the_ending_counts_only_among_kinds_that_look_alike():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert sniffed(ole, "letter.doc") == "application/msword"
    assert sniffed(b"a,b\n1,2\n", "t.csv") == "text/csv"
    assert sniffed(b"alert(1)", "t.js") == "text/javascript"
    assert sniffed(b"hello", "page.html") == "text/html"
    assert sniffed(made.PDF, "t.csv") == "application/pdf"


@given(
    before=st.sampled_from([b"", b" \n", b"\xef\xbb\xbf", b"GIF", b"\x89PN", b"x" * 50]),
    markup=st.sampled_from([b"<script>", b"<svg onload=x>", b"<html>", b"<img src=x onerror=y>"]),
    after=st.binary(max_size=64),
    name=NAMES,
)
def test_what_begins_as_a_page_is_never_taken_for_a_picture_or_a_film(before, markup, after, name):
    assert sniffed(before + markup + after, name) not in INERT


@given(content=st.binary(max_size=400), name=st.text(max_size=20))
def test_any_bytes_have_a_type(content, name):
    assert "/" in sniffed(content, name)


@given(junk=st.binary(max_size=300))
def test_a_zip_that_is_broken_is_a_zip_and_breaks_nothing(junk):
    assert sniffed(b"PK\x03\x04" + b"\x14\0\0\0" + junk).startswith("application/")


def test_a_zip_with_very_many_entries_is_not_read_through():
    assert sniffed(b"PK\x03\x04" + b"PK\x01\x02" * 6_000 + made.DOCX) == "application/zip"


def test_what_is_shown_where_it_stands_is_a_picture_a_sound_or_a_film():
    assert all(kind.startswith(("image/", "audio/", "video/")) for kind in INERT)
    assert "image/svg+xml" not in INERT
