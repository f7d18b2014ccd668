"""Pages of invented outlets about invented countries, in every format that intake reads."""

import gzip
import json

LEAD = (
    "The foreign ministers of Avaria and Brennia met in Kestrel Bay on Tuesday to talk about the border "
    "crossing, officials of both countries said. They agreed to meet again within a month."
)
MORE = (
    "A spokeswoman for the league said that observers would be sent to the crossing in the spring, if both "
    "sides agree, and that the members would share the costs."
)
LAST = "The crossing has been closed since a landslide in winter, and lorries take the longer road along the coast."
TITLE = "Ministers of Avaria and Brennia meet at the bay"

DUMP = f"""Menu
Search
Log in

WORLD

{TITLE}

By Ada MORENO, 3 May 2024 17:40

{LEAD}
{MORE}
{LAST}

Most read
Ferry to Costmark is late again
Comments (12)
Back to top"""

HEAD = f"""<title>{TITLE} | Kestrel Gazette</title>
<meta property="og:site_name" content="Kestrel Gazette">
<meta property="article:published_time" content="2024-05-03T17:40:00+02:00">
<link rel="canonical" href="https://www.gazette.example/2024/05/03/ministers">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "author": [{{"@type": "Person", "name": "Ada Moreno"}}]}}</script>"""


def html(head: str = HEAD, body: str = f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>") -> str:
    """A web page with a menu above and a footer below its article."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/world">World</a></nav>'
        f"<article><h1>{TITLE}</h1>{body}</article>"
        "<footer><ul><li>Terms of use</li></ul></footer></body></html>"
    )


def entry(number: int, inside: str = "") -> str:
    """An entry of a feed; `inside` replaces what it would hold."""
    return (
        f"<item>{inside}</item>"
        if inside
        else (
            f"<item><title>Talks, day {number}</title><link>https://gazette.example/{number}</link>"
            f"<guid>g{number}</guid><pubDate>Fri, 03 May 2024 17:4{number}:00 +0200</pubDate>"
            f"<description>&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</description></item>"
        )
    )


def rss(*entries: str) -> str:
    """A feed with these entries."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Kestrel Gazette</title>'
        f"<language>en</language>{''.join(entries)}</channel></rss>"
    )


def answer(
    number: int,
    body: bytes | None = None,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    more: str = "",
) -> bytes:
    """A response record of a WARC."""
    sent = html().encode() if body is None else body
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + sent
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/{number}\r\n"
        f"WARC-Date: 2024-05-04T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(*records: bytes) -> bytes:
    """A WARC as crawlers write it: each record a gzip member of its own."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def row(**fields: object) -> str:
    """A line of JSONL."""
    return json.dumps({"id": "r1", "text": LEAD} | fields, ensure_ascii=False)
