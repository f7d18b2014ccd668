"""Evidence in the forms of archives: written, read by others' tools and ours, and no changed byte is passed."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.made import MOMENT, PAGE, Made, register
from tocsin.ledger import EvidenceMissing, Vault, custody
from tocsin.ledger.bundle import Bundle
from tocsin.ledger.packages import (
    Archive,
    Item,
    archive,
    bag,
    check_bag,
    check_wacz,
    check_warc,
    crate,
    prov,
    wacz,
    warc,
)
from tocsin.ledger.packages.wacz import surt
from tocsin.ledger.packages.warc import BadWarc, records

AT = datetime(2031, 7, 16, 9, 0, tzinfo=UTC)
ITEMS = [
    Item(PAGE, "text/html", AT, "https://lantern.example/port selm?day=1", "Meeting, Port Selm"),
    Item(bytes(range(256)) * 4, "image/png", AT, "https://www.courier.example/picture.png"),
    Item(b"", "text/plain; charset=utf-8", AT),
]


def test_a_warc_holds_the_items_with_our_digests_and_others_read_it() -> None:
    data, placed = warc(ITEMS, AT)

    assert warc(ITEMS, AT) == (data, placed)
    assert [(one.header["warc-type"], one.block) for one in records(data)][1:] == [
        ("resource", i.data) for i in ITEMS
    ]
    found = list(ArchiveIterator(io.BytesIO(data), parse_http=False))
    assert [record.headers["WARC-Block-Digest"] for record in found][1:] == [
        f"sha256:{i.digest}" for i in ITEMS
    ]
    assert found[1].headers["WARC-Target-URI"] == "https://lantern.example/port%20selm?day=1"
    for one in placed:
        member = gzip.decompress(data[one.offset : one.offset + one.length])
        assert member.endswith(one.item.data + b"\r\n\r\n")
    assert list(check_warc(data)) == []


def test_no_changed_byte_of_a_warc_is_passed() -> None:
    data, placed = warc(ITEMS[:1], AT)
    passed = []
    for place in range(len(data)):
        spoilt = bytearray(data)
        spoilt[place] ^= 1
        if not list(check_warc(bytes(spoilt))):
            passed.append(place)
    # time, flags and system of each gzip member's header: they are not of the record, and say nothing of it
    headers = {start + n for start in (0, placed[0].offset) for n in range(3, 10)}
    assert set(passed) <= headers


BAD_WARCS = {
    "nothing packed": b"WARC/1.1\r\n\r\n",
    "cut": warc(ITEMS, AT)[0][:-4],
    "version 0.9": gzip.compress(b"WARC/0.9\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
    "a size too large": gzip.compress(b"WARC/1.1\r\nContent-Length: 9\r\n\r\n\r\n\r\n"),
    "no size": gzip.compress(b"WARC/1.1\r\nWARC-Type: resource\r\n\r\n\r\n\r\n"),
    "no colon": gzip.compress(b"WARC/1.1\r\nnothing\r\n\r\n\r\n\r\n"),
}


@pytest.mark.parametrize("data", BAD_WARCS.values(), ids=BAD_WARCS.keys())
def test_what_is_no_warc_is_told(data: bytes) -> None:
    with pytest.raises(BadWarc):
        list(records(data))
    assert [wrong.item for wrong in check_warc(data)] == ["the WARC"]


def test_a_record_with_another_tools_digest_is_not_passed_for_ours() -> None:
    data = gzip.decompress(warc(ITEMS[:1], AT)[0]).replace(b"sha256:", b"sha1:")

    assert len(list(check_warc(gzip.compress(data[: data.index(b"WARC/1.1", 9)])))) == 1


@given(st.binary(max_size=200), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_strangers_warcs_raise_only_bad_warc(data: bytes, place: int) -> None:
    good = warc(ITEMS, AT)[0]
    for given_bytes in (data, gzip.compress(data), good[:place] + data + good[place:]):
        try:
            list(records(given_bytes))
        except BadWarc:
            continue


# WACZ.


@pytest.fixture(scope="module")
def packed() -> bytes:
    return wacz(ITEMS, "Meeting, Port Selm", AT)


def test_a_wacz_lists_every_file_and_leads_to_every_page(packed: bytes) -> None:
    assert packed == wacz(ITEMS, "Meeting, Port Selm", AT) and list(check_wacz(packed)) == []
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    package = json.loads(files["datapackage.json"])
    assert {row["path"] for row in package["resources"]} == {
        "archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl",
    }  # fmt: skip
    pages = [json.loads(line) for line in files["pages/pages.jsonl"].splitlines()]
    assert pages[1] == {
        "id": "0",
        "url": ITEMS[0].url,
        "ts": "2031-07-16T09:00:00Z",
        "title": ITEMS[0].title,
    }
    index = files["indexes/index.cdx"].decode().splitlines()
    assert index == sorted(index)
    for line in index:
        row = json.loads(line[line.index("{") :])
        start, length = int(row["offset"]), int(row["length"])
        member = gzip.decompress(files["archive/data.warc.gz"][start : start + length])
        assert f"WARC-Block-Digest: {row['digest']}".encode() in member


SURTS = [
    ("https://www.courier.example/a?b=C", "example,courier)/a?b=c"),
    ("https://lantern.example", "example,lantern)/"),
    ("urn:sha256:00", "urn:sha256:00"),
    ("https://[broken", "https://[broken"),
]


@pytest.mark.parametrize(("url", "sorted_as"), SURTS)
def test_addresses_are_sorted_by_their_host_turned_round(url: str, sorted_as: str) -> None:
    assert surt(url) == sorted_as


def repacked(packed: bytes, **change: bytes | None) -> bytes:
    """The package with files changed, added or (None) taken out, and nothing set right."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    files.update(
        {path.replace("__", "/"): data for path, data in change.items() if data is not None}
    )
    for path in [path for path, data in change.items() if data is None]:
        del files[path.replace("__", "/")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()


TAMPERED = [
    ({"pages__pages.jsonl": None}, "pages/pages.jsonl"),
    ({"datapackage-digest.json": None}, "datapackage-digest.json"),
    ({"datapackage.json": None}, "datapackage.json"),
    ({"archive__data.warc.gz": None}, "archive/data.warc.gz"),
    ({"archive__more.warc.gz": b"more"}, "archive/more.warc.gz"),
    ({"datapackage.json": b"{}"}, "datapackage.json"),
    ({"datapackage-digest.json": b"[]"}, "datapackage.json"),
    ({"pages__pages.jsonl": b"{}\n{}\n"}, "pages/pages.jsonl:2"),
    ({"indexes__index.cdx": b'x 0 {"filename": "data.warc.gz", "offset": "7"}\n'}, "indexes/index.cdx:1"),
    ({"archive__data.warc.gz": b"nothing"}, "archive/data.warc.gz: the WARC"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "item"), TAMPERED, ids=[t[1] for t in TAMPERED])
def test_a_tampered_wacz_is_found_and_the_item_named(packed: bytes, change, item: str) -> None:
    found = [wrong.item for wrong in check_wacz(repacked(packed, **change))]

    assert item in found


def test_no_changed_byte_of_a_stored_file_of_a_wacz_is_passed(packed: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        spans = [
            (info.header_offset + 30 + len(info.filename), info.file_size)
            for info in archive.infolist()
        ]
    for start, size in spans:
        for place in range(start, start + size):
            spoilt = bytearray(packed)
            spoilt[place] ^= 1
            assert list(check_wacz(bytes(spoilt))), place


BAD_ZIPS = [b"", b"PK\x05\x06", b"PK\x03\x04" + bytes(60)]


@pytest.mark.parametrize("data", BAD_ZIPS)
def test_what_is_no_wacz_is_told(data: bytes) -> None:
    assert next(wrong.item for wrong in check_wacz(data)) in ("the .zip", "datapackage.json")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_bomb_or_a_name_twice_is_not_opened() -> None:
    for names, kind in (("a", zipfile.ZIP_DEFLATED), ("bb", zipfile.ZIP_STORED)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(name, bytes(5_000_000 if kind else 1), kind)
        assert [wrong.item for wrong in check_wacz(out.getvalue())] == ["the .zip"]


@given(st.binary(max_size=200))
@settings(max_examples=40, deadline=None)
def test_strangers_packages_are_only_ever_wrong(data: bytes) -> None:
    for change in (
        {"datapackage.json": data},
        {"indexes__index.cdx": data},
        {"pages__pages.jsonl": data},
    ):
        assert isinstance(list(check_wacz(repacked(wacz(ITEMS, "t", AT), **change))), list)
    assert list(check_wacz(data))


# BagIt, RO-Crate, PROV, and all of it together.


def test_a_bag_is_complete_and_valid_and_every_change_is_found() -> None:
    files = bag({"a b/ü.txt": b"one", "c%0A.txt": b"two"}, {"External-Identifier": "2031-1\nx"})

    assert list(check_bag(files)) == []
    assert files["bag-info.txt"] == b"External-Identifier: 2031-1 x\nPayload-Oxum: 6.2\n"
    for path in files:
        for changed in (files[path] + b"x", b""):
            assert list(check_bag({**files, path: changed})), path
        assert list(check_bag({p: d for p, d in files.items() if p != path})), path
    assert next(w.item for w in check_bag({**files, "data/more": b""})) == "data/more"
    assert list(check_bag({**files, "manifest-sha256.txt": b"nothing\n"}))


def test_a_bag_does_not_find_what_rewrites_its_manifests_so_the_export_lies_within() -> None:
    assert list(check_bag(bag({"a": b"forged"}, {}))) == []


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    here = register(tmp_path)
    yield here
    here.ledger.close()


def test_the_custody_of_evidence_is_told_in_prov(made: Made) -> None:
    told = json.loads(prov({made.digest: custody(made.ledger, made.digest)}, made.ledger.origin))

    assert told["entity"] == {f"sha256:{made.digest}": {"prov:type": "tocsin:Evidence"}}
    (activity,) = told["activity"].values()
    assert (activity["prov:type"], activity["tocsin:index"]) == ("tocsin:collected", 1)
    assert told["agent"] == {"tocsin:agent-AVA": {"prov:label": "AVA"}}
    assert len(told["wasGeneratedBy"]) == len(told["wasAssociatedWith"]) == 1


def test_a_crate_names_every_file_with_its_digest() -> None:
    told = json.loads(crate({"a.html": PAGE}, "Meeting", "about", AT, "AVA"))

    graph = {one["@id"]: one for one in told["@graph"]}
    assert graph["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert graph["./"]["hasPart"] == [{"@id": "a.html"}]
    assert (
        graph["a.html"]["sha256"] == ITEMS[0].digest
        and graph["a.html"]["encodingFormat"] == "text/html"
    )


def test_everything_about_an_incident_goes_into_one_bag(made: Made) -> None:
    made.export("folder")
    exported = Bundle.read(made.home / "folder").files
    version = made.ledger.read(made.incident).word

    files = archive(made.ledger, made.vault, Archive(version, "AVA", MOMENT), exported)  # type: ignore[arg-type]

    assert list(check_bag(files)) == [] and list(check_wacz(files["data/evidence.wacz"])) == []
    assert files["data/export/incident.json"] == exported["incident.json"]
    assert {"data/prov.json", "data/ro-crate-metadata.json", "bag-info.txt"} < set(files)
    with pytest.raises(EvidenceMissing):
        archive(made.ledger, Vault(made.home / "empty"), Archive(version, "AVA", MOMENT), {})  # type: ignore[arg-type]
