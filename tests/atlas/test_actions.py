"""Acts: the tables of PLOVER 2.0, our extensions, CAMEO, and the families of acts.

Acts of force are set between two uninhabited islands, Bouvet (BVT) and Heard (HMD).
"""

import pytest

from tocsin.atlas import cameo, categories, contexts, families, family, modes, sectors
from tocsin.records import Actor, Event, Place, Span


def event(category, mode=None, who=(), whom=(), reality="actual", place=None, contexts=()):
    def actors(codes):
        return tuple(
            Actor(start=0, end=0, name=c, country=c[:3] or None, sector=c[4:] or None)
            for c in codes
        )

    return Event(
        category=category,
        act=Span(start=0, end=1),
        reality=reality,
        rule="test",
        mode=mode,
        contexts=contexts,
        initiators=actors(who),
        recipients=actors(whom),
        place=place,
    )


def test_there_are_sixteen_categories_and_one_of_ours():
    assert len([c for c in categories().values() if not c.extension]) == 16
    assert [c.name for c in categories().values() if c.extension] == ["STATE"]


def test_there_are_37_contexts_and_25_sectors():
    assert len(contexts()) == 37
    assert len(sectors()) == 25


def test_extension_modes_say_so_by_their_name():
    ours = {m.name for m in modes().values() if m.extension}

    assert "x-occupy" in ours
    assert all(name.startswith("x-") for name in ours)


@pytest.mark.parametrize(
    ("code", "category", "mode"),
    [
        ("01", None, None),
        ("036", "AGREE", None),
        ("042", "CONSULT", "visit"),
        ("0871", "RETREAT", "ceasefire"),
        ("112", "ACCUSE", "allege"),
        ("116", "SANCTION", "convict"),
        ("1411", "PROTEST", "demo"),
        ("163", "COERCE", "withhold"),
        ("174L", "COERCE", "deport"),
        ("1952", "ASSAULT", "drone"),
    ],
)
def test_a_cameo_code_goes_over_to_plover(code, category, mode):
    coding = cameo(code)

    assert (coding.category, coding.mode) == (category, mode)


@pytest.mark.parametrize("code", ["", "2", "99", "abc"])
def test_what_is_no_cameo_code_has_no_coding(code):
    assert cameo(code) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (event("ASSAULT", "aerial", ["BVT"], ["HMD"]), [("force", "b")]),
        (event("ASSAULT", "x-occupy", ["BVT"], ["HMD"]), [("force", "a"), ("entering", None)]),
        (event("ASSAULT", "heavy-weapons", ["BVT MIL"], ["HMD MIL"]), [("force", "d")]),
        (event("COERCE", "x-blockade", ["BVT"], ["HMD"]), [("force", "c")]),
        (event("RETREAT", "withdraw", ["BVT"], ["HMD"], "negated"), [("force", "e")]),
        (event("RETREAT", "withdraw", ["BVT"], ["HMD"]), []),
        (event("AID", "x-proxy", ["BVT"], ["HMD REB"]), [("force", "g")]),
        (event("ASSAULT", "aerial", ["BVT"], ["HMD"], "negated"), []),
        (event("ASSAULT", "aerial", ["BVT"], ["HMD"], "future"), []),
        (event("ASSAULT", "aerial", ["BVT"], ["BVT REB"]), []),
        (event("ASSAULT", "firearms", ["BVT REB"], ["HMD"]), []),
        (event("ASSAULT", "beat", ["BVT COP"], ["BVT JRN"]), [("persons", None)]),
        (event("MOBILIZE", "x-incursion-air", ["BVT MIL"], ["HMD"]), [("entering", None)]),
        (event("CONSULT", "visit", ["BVT"], ["HMD"]), []),
    ],
)
def test_coded_fields_alone_put_an_act_into_its_families(said, expected):
    assert [(f.id, f.letter) for f in family(said)] == expected


def test_the_place_counts_where_no_recipient_is_named():
    place = Place(start=0, end=1, name="Dam", country="HMD", kind="dam")

    found = family(event("ASSAULT", "drone", ["BVT"], place=place))

    assert [f.id for f in found] == ["force", "infrastructure"]


def test_no_family_is_named_after_what_a_party_would_call_it():
    for title in families().values():
        assert not any(word in title for word in ("aggress", "terror", "sabotage", "sovereign"))
