"""Norms, terms without an agreed definition, scales."""

import pytest

from tocsin.atlas import norm, norms, scales, terms


def found(text, language="en"):
    return [n.id for n in norms() if any(p.search(text) for p in n.explicit(language))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They cited Article 2(4) of the UN Charter.", "UNC.2.4"),
        ("They cited Article 2(4) of the UN Charter.", "UNC"),
        ("Security Council resolution 487 was recalled.", "UNSC.487"),
        ("It is a party to the NPT.", "NPT"),
    ],
)
def test_a_norm_is_found_by_its_name(text, name):
    assert name in found(text)


def test_a_norm_is_found_by_its_name_in_another_language():
    assert "UNC" in found("Это нарушает Устав ООН.", "ru")


def test_wording_alone_is_a_hint_and_names_nothing():
    text = "a threat to the territorial integrity and sovereignty of both"

    assert not found(text)
    assert any(p.search(text) for n in norms() for p in n.implied())


def test_resolution_487_carries_a_caution():
    assert "ban" in norm("UNSC.487").caution


def test_a_citation_from_memory_is_marked_unchecked():
    assert norm("UNSC.487").checked
    assert not norm("UNC.51").checked


def test_every_pattern_compiles():
    for each in norms():
        assert all(p.pattern for p in (*each.explicit(), *each.implied()))
    for term in terms():
        assert term.patterns("en") and term.note


def test_scales_keep_their_codes():
    assert set("ABCDEF") <= scales()["admiralty_source_reliability"].keys()
    assert len(scales()["icd203_likelihood"]["bands"]) == 7
