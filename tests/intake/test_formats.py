"""Every format: what comes out of a good input, and what is said of a bad one."""

import gzip
import hashlib
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.pages import (
    DUMP,
    HEAD,
    LAST,
    LEAD,
    MORE,
    TITLE,
    answer,
    entry,
    html,
    row,
    rss,
    warc,
)
from tocsin.intake import FORMATS, Given, IntakeError, Limits, Skipped, recognise, reports
from tocsin.records import Report, canonical


def read(data, name="input", **how):
    data = data.encode() if isinstance(data, str) else data
    return list(reports(data, name, **how))


def one(data, name="input", **how) -> Report:
    [found] = read(data, name, **how)
    assert isinstance(found, Report), found
    return found


def why(data, name="input", **how) -> str:
    [found] = read(data, name, **how)
    assert isinstance(found, Skipped), found
    return str(found)


@pytest.mark.parametrize(
    "data, name, form",
    [
        (DUMP, "page.txt", "text"),
        (DUMP, "page", "text"),
        (html(), "page.html", "html"),
        (html(), "page.txt", "html"),
        ("<?xml version='1.0'?><!DOCTYPE html><html>", "page", "html"),
        (html().encode("utf-16"), "page", "html"),
        (rss(entry(1)), "feed.xml", "feed"),
        ("<!-- made by hand --><feed xmlns='http://www.w3.org/2005/Atom'>", "f", "feed"),
        (row(), "rows.jsonl", "jsonl"),
        (row(), "rows", "jsonl"),
        ("{broken\n" + row(), "rows.jsonl", "jsonl"),
        (answer(1), "crawl", "warc"),
        (warc(answer(1)), "crawl", "warc"),
        (gzip.compress(html().encode(), mtime=0), "page.gz", "html"),
        (b"\x89PNG\r\n", "page.html", "html"),
        (b"nothing to see", "page.html.gz", "html"),
    ],
)
def test_the_bytes_decide_the_format_then_the_name(data, name, form):
    assert recognise(data.encode() if isinstance(data, str) else data, name) == form


def test_an_unknown_format_is_the_callers_mistake_and_the_message_says_what_there_is():
    with pytest.raises(
        IntakeError, match="no format 'pdf'; there is warc, feed, html, jsonl, text"
    ):
        reports(b"x", "a.pdf", form="pdf")


def test_a_web_page_gives_its_article_and_what_it_states_of_itself():
    report = one(html(), "page.html")

    assert report.title == TITLE
    assert report.text == "\n".join((LEAD, MORE, LAST))
    assert report.source == "Kestrel Gazette"
    assert report.byline == "Ada Moreno"
    assert report.url == "https://www.gazette.example/2024/05/03/ministers"
    assert report.published.value == "2024-05-03T17:40:00+02:00"
    assert (report.published.precision, report.published.how) == ("moment", "metadata")
    assert report.digest == hashlib.sha256(html().encode()).hexdigest()
    assert report.text_digest == hashlib.sha256(report.text.encode()).hexdigest()
    assert (report.language, report.flags) == ("en", ())


@pytest.mark.parametrize(
    "head, value, how",
    [
        ('<meta name="date" content="2024-05-03">', "2024-05-03", "metadata"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "ReportageNewsArticle", "datePublished": "2024-05-03T15:40Z"}]}</script>',
            "2024-05-03T15:40Z",
            "metadata",
        ),
        (
            '<link rel="canonical" href="https://gazette.example/2024/05/03/talks">',
            "2024-05-03",
            "url",
        ),
        ("", None, None),
    ],
)
def test_the_date_of_a_web_page_is_found_where_pages_keep_it(head, value, how):
    published = one(html(head=head)).published

    assert (published and published.value, published and published.how) == (value, how)


def test_the_time_element_of_a_web_page_is_its_date():
    body = f'<p><time datetime="2024-05-03T17:40" itemprop="datePublished">Friday</time></p><p>{LEAD}</p><p>{MORE}</p>'
    published = one(html(head="", body=body)).published

    assert (published.value, published.how, published.precision) == (
        "2024-05-03T17:40",
        "markup",
        "moment",
    )


def test_a_live_blog_says_so_in_its_linked_data():
    head = HEAD.replace("NewsArticle", "LiveBlogPosting")

    assert "live-blog" in one(html(head=head)).flags


def test_broken_markup_still_gives_the_article():
    broken = (
        html().replace("</p>", "").replace("</h1>", "<h2><div>").replace("</body>", "</table></b>")
    )
    report = one(broken)

    assert LEAD in report.text
    assert LAST in report.text


def test_the_charset_that_a_page_declares_is_believed_when_its_bytes_are_no_utf8():
    page = html(head=HEAD.replace("Ada", "Zoë")).replace("utf-8", "windows-1252")

    assert one(page.encode("cp1252")).byline == "Zoë Moreno"
    assert one(page.encode("utf-8")).byline == "Zoë Moreno"


def test_a_feed_gives_a_report_for_each_entry():
    first, second = read(rss(entry(1), entry(2)), "feed.xml")

    assert first.text == f"{LEAD}\n{MORE}"
    assert (first.title, second.title) == ("Talks, day 1", "Talks, day 2")
    assert first.published.value == "2024-05-03T17:41:00+02:00"
    assert (first.source, first.url, first.given_id) == (
        "Kestrel Gazette",
        "https://gazette.example/1",
        "g1",
    )


def test_an_atom_entry_keeps_its_writer_and_its_markup_is_taken_off():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><title>Talks</title><id>x</id>'
        '<link href="https://gazette.example/a"/><published>2024-05-03T17:40:00Z</published>'
        '<author><name>Ada Moreno</name></author><content type="xhtml">'
        f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{LEAD}</p><ul><li>{MORE}</li></ul></div></content></entry></feed>'
    )
    report = one(atom)

    assert (report.text, report.byline, report.published.value) == (
        f"{LEAD}\n{MORE}",
        "Ada Moreno",
        "2024-05-03T17:40:00Z",
    )


@pytest.mark.parametrize(
    "bad, said",
    [
        ("<link>https://gazette.example/2</link>", "feed.xml:entry 2: has neither title nor text"),
        ("<title>Talks &broken; <b></title><pubDate>soon</pubDate>", None),
        ("<title>Talks</title><pubDate>31 Feb 2024</pubDate>", None),
        ("<title>Talks\x01</title>", None),
    ],
)
def test_one_bad_entry_does_not_spoil_the_feed(bad, said):
    found = read(rss(entry(1), entry(2, bad), entry(3)), "feed.xml")

    assert (found[0].title, found[-1].title) == ("Talks, day 1", "Talks, day 3")
    assert said is None or str(found[1]).startswith(said)


@pytest.mark.parametrize(
    "feed, said",
    [
        (html(), "f: is a web page (HTML); a feed begins with <rss>, <feed> or <rdf:RDF>"),
        (
            '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
            "f: declares entities of its own",
        ),
        (rss(), "f: is a feed without entries"),
        ("\ufeff", "f: is no feed; a feed begins with <rss>, <feed> or <rdf:RDF>"),
        ("these are not the feeds", "f: is no feed; a feed begins with <rss>, <feed> or <rdf:RDF>"),
    ],
)
def test_what_is_no_feed_is_named(feed, said):
    assert why(feed, "f", form="feed").startswith(said)


def test_a_web_archive_gives_the_pages_that_were_answered_and_nothing_else():
    png = answer(2, b"\x89PNG\r\n", kind="image/png")
    gone = answer(3, status="404 Not Found")
    packed = answer(4, gzip.compress(html().encode(), mtime=0), more="Content-Encoding: gzip\r\n")
    chunks = html().encode()
    chunked = answer(
        5, b"%x\r\n%b\r\n0\r\n\r\n" % (len(chunks), chunks), more="Transfer-Encoding: chunked\r\n"
    )
    found = read(warc(answer(1), png, gone, packed, chunked), "crawl.warc.gz")

    assert [r.url[-1] for r in found] == ["1", "4", "5"]
    assert {r.text for r in found} == {found[0].text}
    assert found[0].captured_at.isoformat() == "2024-05-04T08:00:00+00:00"
    assert found[0].given_id == "<urn:uuid:00000000-0000-4000-8000-000000000001>"


@pytest.mark.parametrize(
    "coding, sent",
    [
        ("deflate", zlib.compress(html().encode())),
        ("deflate", zlib.compress(html().encode(), wbits=-15)),
        ("deflate", html().encode()),
        ("br", html().encode()),
        ("x-gzip", gzip.compress(html().encode(), mtime=0)),
        ("gzip", html().encode()),
        ("unheard-of", html().encode()),
    ],
)
def test_an_answer_is_read_through_its_encoding_even_if_the_crawler_undid_it_already(coding, sent):
    report = one(answer(1, sent, more=f"Content-Encoding: {coding}\r\n"))

    assert LEAD in report.text


@pytest.mark.parametrize(
    "body, said",
    [
        (b"", "a.warc:record 1: "),
        (b"\x89PNG\r\n", "a.warc:record 1: is no text, it seems to be a PNG image"),
        (gzip.compress(b"a" * 30_000_000, mtime=0), "a.warc:record 1: unfolds to more than"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named_by_its_record(body, said):
    more = "Content-Encoding: gzip\r\n"

    assert why(answer(1, body, more=more), "a.warc").startswith(said)


def test_an_archive_that_is_no_archive_after_its_first_record_says_so():
    report, skipped = read(answer(1) + b"what follows is not WARC" * 9, "a.warc")

    assert report.url == "https://gazette.example/1"
    assert str(skipped).startswith("a.warc:record 2: is damaged")


@pytest.mark.parametrize("packing", [warc, lambda *records: b"".join(records)])
def test_a_web_archive_that_was_cut_gives_what_came_before(packing):
    whole = packing(answer(1), answer(2), answer(3, html().encode() * 3))
    first, second, *rest = read(whole[:-200], "crawl.warc.gz")

    assert (first.url[-1], second.url[-1]) == ("1", "2")
    assert str(rest[0]).startswith("crawl.warc.gz:record 3: is cut off: ")
    assert all(isinstance(r, Skipped) for r in rest)


def test_an_archive_without_pages_says_so():
    assert why(answer(1, b"x", kind="image/png"), "a.warc").startswith(
        "a.warc: holds no answer with a web page"
    )


def test_a_row_keeps_its_id_and_its_text_to_the_letter():
    text = f"  {LEAD}\r\n\n{MORE}  \n"
    report = one(
        row(
            text=text,
            id="row-7",
            title="Talks",
            published="2024-05",
            language="en-GB",
            source="Gazette",
            url="https://g.example/1",
        ),
        "rows.jsonl",
    )

    assert report.text == text
    assert (report.given_id, report.title, report.source, report.url) == (
        "row-7",
        "Talks",
        "Gazette",
        "https://g.example/1",
    )
    assert (report.published.value, report.published.precision, report.published.how) == (
        "2024-05",
        "month",
        "given",
    )
    assert report.language == "en"


@pytest.mark.parametrize(
    "line, said",
    [
        ('{"id": "x", "text": ', "rows.jsonl:2: is no row (Input data was truncated)"),
        ('["a"]', "rows.jsonl:2: is no row (Expected `object`, got `array`)"),
        ('{"id": "x"}', "rows.jsonl:2: is no row (Object missing required field `text`)"),
        ('{"text": 7}', "rows.jsonl:2: is no row (Expected `str`, got `int` - at `$.text`)"),
        ('{"text": " "}', 'rows.jsonl:2: has neither "text" nor "title" in it'),
        ("\xff\xfe", "rows.jsonl:2: is no row"),
    ],
)
def test_a_broken_row_is_named_by_file_and_line_and_the_rest_is_read(line, said):
    first, broken, last = read(f"{row()}\n{line}\n\n{row(id=3)}\n", "rows.jsonl")

    assert str(broken).startswith(said)
    assert (first.given_id, last.given_id) == ("r1", "3")


def test_the_day_in_an_address_serves_where_nothing_else_is_said():
    report = one(row(url="https://gazette.example/2024/05/03/talks"), "rows.jsonl")

    assert (report.published.value, report.published.how) == ("2024-05-03", "url")


def test_a_file_of_rows_without_a_row_says_so():
    assert (
        why("\n\n", "rows.jsonl") == 'rows.jsonl: holds no row; a row is a JSON object with "text"'
    )


def test_what_is_given_goes_before_what_the_page_says():
    given = Given(published="2020", language="fr", source="Gazette", url="https://given.example/")
    report = one(html(), given=given)

    assert (report.published.value, report.published.precision) == ("2020", "year")
    assert (report.language, report.source, report.url) == (
        "fr",
        "Gazette",
        "https://given.example/",
    )


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "a: is empty; a report has text"),
        (gzip.compress(b"", mtime=0), "a: is empty inside its gzip; a report has text"),
        (b" \n\t \n", "a: holds only blanks; a report has text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a: is no text, it seems to be a PNG image"),
        (b"%PDF-1.7\n", "a: is no text, it seems to be a PDF document"),
        (bytes(range(256)) * 4, "a: is no text, it seems to be binary data"),
        (b"\xef\xbb\xbf\n\n", "a: holds only blanks; a report has text"),
        (b"<html></html>", "a: holds no article; a page has at least one paragraph of text"),
        (gzip.compress(b"a" * 30_000_000, mtime=0), "a: unfolds to more than"),
        (
            gzip.compress(gzip.compress(gzip.compress(b"a", mtime=0), mtime=0), mtime=0),
            "a: is compressed more than 2 times",
        ),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(data, said):
    assert why(data, "a").startswith(said)
    assert "\n" not in why(data, "a")


def test_gzip_that_breaks_off_gives_what_came_before():
    report, skipped = read(gzip.compress(DUMP.encode(), mtime=0)[:-20], "page.txt.gz")

    assert DUMP.startswith(report.text)
    assert str(skipped) == "page.txt.gz: ends inside its gzip data; what came before is read"


@pytest.mark.parametrize(
    "page", [f"{LEAD}\n{MORE}\n" * 10, html(body=f"<p>{LEAD}</p><p>{MORE}</p>" * 10)]
)
def test_a_page_beyond_the_limit_is_cut_and_says_so(page):
    report = one(page, limits=Limits(page=1500))

    assert "truncated" in report.flags
    assert 0 < len(report.text) <= 1500
    assert report.digest == hashlib.sha256(page.encode()).hexdigest()


@pytest.mark.parametrize(
    "page",
    [
        "word " * 10_000_000,
        "<html><body>" + "<div>" * 10_000_000,
        html(body=f"<p>{LEAD}</p>" * 270_000),
        "<html>" + "<script>" * 6_500_000,
    ],
    ids=["words", "nested", "paragraphs", "scripts"],
)
def test_a_page_of_fifty_megabytes_is_no_obstacle(page):
    for found in reports(page.encode(), "big"):
        assert isinstance(found, Skipped) or "truncated" in found.flags


def test_more_records_than_the_limit_are_left_unread_and_that_is_said():
    *_, skipped = read(f"{row()}\n" * 3, "rows.jsonl", limits=Limits(records=2))

    assert str(skipped) == "rows.jsonl: holds more than 2 records; the rest is not read"


def test_the_same_bytes_always_give_the_same_record():
    assert canonical(one(DUMP)) == canonical(one(DUMP))
    assert canonical(one(html())) == canonical(one(html()))


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div>", "<table><tr><td>", "<script>", "</script>", "<!--", "-->", "<rss>", "<item>", "</item>",
         "<feed>", "<entry>", "<title>", "</title>", "<![CDATA[", "]]>", "&amp;", "&#0;", "&#xD800;", "&lt;p&gt;", "<meta charset=utf-16>",
         '<script type="application/ld+json">{"@type":"Article","datePublished":"2024"}</script>', "<time datetime=9>", "\x00", "\r", "\n",
         "31 February 2024\n", "By Ada Moreno\n", "Comments (3)\n", "(AFP)", "WARC/1.0\r\n", "Content-Length: 9\r\n\r\n", '{"text": "', '"}', "\ufeff",
         LEAD, MORE, "Read also: a b c d.", "...", "\u2028", "م", "中文新闻"]
    )
    | st.text(max_size=20),
    max_size=30,
).map("".join)  # fmt: skip


def _holds(found: Report | Skipped) -> None:
    if isinstance(found, Skipped):
        assert "\n" not in str(found)
        return
    canonical(found)
    for spans in (found.skip, found.captions):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(found.text) for start, end in spans)


@pytest.mark.parametrize("form", [None, *FORMATS])
@given(
    data=st.binary(max_size=400) | MARKUP.map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@settings(max_examples=60, deadline=None)
def test_strangers_bytes_give_reports_or_reasons_and_never_raise(form, data):
    for found in reports(data, "a", form=form):
        _holds(found)


@given(
    at=st.integers(0, 3000),
    bytes_=st.binary(max_size=12),
    form=st.sampled_from(["warc", "feed", "html", "jsonl", "text"]),
)
@settings(max_examples=100, deadline=None)
def test_good_inputs_with_bytes_overwritten_give_reports_or_reasons(at, bytes_, form):
    good = {
        "warc": answer(1) + answer(2),
        "feed": rss(entry(1), entry(2)).encode(),
        "html": html().encode(),
        "jsonl": f"{row()}\n{row()}".encode(),
        "text": DUMP.encode(),
    }[form]
    at %= len(good)

    for found in reports(good[:at] + bytes_ + good[at + len(bytes_) :], "a", form=form):
        _holds(found)


@given(
    rows=st.lists(
        st.dictionaries(
            st.sampled_from(["id", "text", "title", "published", "url", "language"]),
            st.text(max_size=30) | st.integers() | st.none(),
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_every_row_is_a_report_or_a_reason(rows):
    data = "\n".join(json.dumps(r) for r in rows).encode()
    found = list(reports(data, "rows.jsonl", form="jsonl"))

    assert len(found) == (len(rows) or 1)
