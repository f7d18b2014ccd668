"""Whatever is handed in: one clear line, the right exit code, and the rest goes on."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tocsin.desk.command import main

GOOD = """Ministers of Avaria and Brennia meet in Geneva

The Lantern, 3 May 2024

The foreign ministers of France and Germany met in Geneva on Friday. They agreed to resume talks on fishing rights.
"""
DONE, NOTHING_USABLE, SOME_SKIPPED = 0, 2, 3

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Lantern</title>
<item><title>Talks resume</title><link>https://lantern.example/1</link><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>
<description>The foreign ministers of France and Germany met in Geneva on Friday and agreed to resume talks.</description></item>
<item><title></title></item></channel></rss>"""


def warc(cut: int | None) -> bytes:
    """Two pages in a WARC file, compressed record by record; `cut` bytes are missing at the end."""
    records = b""
    for number in (1, 2):
        page = f"<html><body><article><h1>Talks {number}</h1><p>{'The ministers met in Geneva on Friday. ' * 12}</p></article></body></html>"
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://lantern.example/{number}\r\n"
            f"WARC-Date: 2024-05-03T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:0000000{number}-0000-4000-8000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return records[:-cut] if cut else records


# name of the file, its bytes, exit code alone, what the line on stderr must say
BAD = [
    ("empty.txt", b"", NOTHING_USABLE, "empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, NOTHING_USABLE, "no text"),
    ("half.warc.gz", warc(cut=120), SOME_SKIPPED, "half.warc.gz"),
    (
        "rows.jsonl",
        b'{"text": "' + GOOD.replace("\n", " ").encode() + b'"}\n{broken\n',
        SOME_SKIPPED,
        "rows.jsonl:2",
    ),
    ("feed.xml", FEED.encode(), SOME_SKIPPED, "feed.xml"),
]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*words: str | Path) -> tuple[int, str, str]:
        code = main([str(w) for w in words])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return call


@pytest.mark.parametrize(("name", "data", "code", "says"), BAD, ids=[row[0] for row in BAD])
def test_each_bad_file_gets_its_line_and_its_exit_code(run, tmp_path, name, data, code, says):
    (tmp_path / name).write_bytes(data)

    got, _, err = run("read", tmp_path / name, "--json")

    assert (got, says in err) == (code, True), err


@pytest.mark.parametrize(("name", "data", "code", "says"), BAD, ids=[row[0] for row in BAD])
def test_beside_a_good_report_the_rest_goes_on(run, tmp_path, name, data, code, says):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(GOOD)

    got, out, err = run("read", folder, "--json")

    assert (got, says in err, "Geneva" in out) == (SOME_SKIPPED, True, True), err


def test_a_page_of_fifty_megabytes_is_cut_and_says_so(run, tmp_path):
    (tmp_path / "big.txt").write_text(GOOD + "Nothing more was said.\n" * 2_300_000)

    got, out, _ = run("read", tmp_path / "big.txt", "--json", "--gate", "strict")

    assert got == DONE
    assert '"truncated"' in out


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        (GOOD.replace("3 May 2024", ""), "no-date"),
        (GOOD.replace("3 May 2024", "31 February 2024"), "bad-date"),
        (
            "Ulkoministerit tapasivat perjantaina Helsingissä ja sopivat jatkavansa neuvotteluja kalastusoikeuksista. "
            * 4,
            "unknown-language",
        ),
    ],
)
def test_what_is_odd_about_a_report_is_flagged_and_it_is_still_read(run, tmp_path, text, flag):
    (tmp_path / "odd.txt").write_text(text)

    got, out, _ = run("read", tmp_path / "odd.txt", "--json")

    assert got == DONE
    assert f'"{flag}"' in out


def test_a_wrong_encoding_is_read_as_well_as_can_be(run, tmp_path):
    (tmp_path / "latin.txt").write_bytes(GOOD.replace("Geneva", "Genève").encode("latin-1"))

    got, out, _ = run("read", tmp_path / "latin.txt", "--json")

    assert got == DONE
    assert "Genève" in out or '"decoding"' in out


def test_broken_html_is_read(run, tmp_path):
    page = "<html><body><article><h1>Talks<p>" + GOOD.replace("\n", "<br>") * 6 + "<div></span>"
    (tmp_path / "broken.html").write_text(page)

    got, out, _ = run("read", tmp_path / "broken.html", "--json")

    assert got == DONE
    assert "Geneva" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["read", "nowhere"], "does not exist"),
        (["brief", ".", "--format", "pdf"], "html"),
        (["read", "x.txt", "--form", "parquet"], "jsonl"),
        (["nothing"], "Unknown command"),
        (["actor", "zzyzx qqq"], "zzyzx"),
        (["actor", "Norwegian foreign minister", "--on", "2024-13-99"], "2024-13-99"),
        (["verify", "nowhere"], "nowhere"),
        (["incident", "show", "I-2024-0001"], "I-2024-0001"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(run, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(GOOD)

    got, out, err = run(*words)

    assert (got, out) == (NOTHING_USABLE, "")
    assert says in err
    assert err.count("\n") == 1


def test_a_home_that_is_a_file_is_refused_with_what_to_set(run, tmp_path, monkeypatch):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path / "file"))
    from tocsin.desk.kits import kit_for

    kit_for.cache_clear()
    got, _, err = run("read", tmp_path / "good.txt")

    assert got == NOTHING_USABLE
    assert "TOCSIN_HOME" in err
