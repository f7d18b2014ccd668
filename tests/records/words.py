"""Generated records of several sealed kinds, for properties that must hold of any record."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from tocsin.records import (
    LARGEST_INTEGER,
    Act,
    Capture,
    Custody,
    Evidence,
    Happening,
    Incident,
    Party,
    Passage,
    Tombstone,
)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
integers = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
offsets = st.integers(0, LARGEST_INTEGER)
keys = st.text(st.characters(max_codepoint=127), max_size=6)
moments = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
plain = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
passages = st.builds(
    Passage, report=texts, start=offsets, end=offsets, quote=texts, before=texts, after=texts
)
happenings = st.builds(
    Happening,
    category=texts,
    passages=st.lists(passages, max_size=2).map(tuple),
    parties=st.lists(st.builds(Party, name=texts, side=st.just("initiator"))).map(tuple),
    date=st.none() | texts,
)
evidence = st.builds(Evidence, digest=texts, size=integers, media_type=texts, url=st.none() | texts)
acts = st.builds(
    Act,
    v=integers,
    forum=texts,
    case=texts,
    member=texts,
    key=texts,
    seq=integers,
    type=texts,
    at=moments,
    held=st.sampled_from(["own", "hosted"]),
    args=st.dictionaries(keys, plain, max_size=3),
)
incidents = st.builds(
    Incident,
    number=texts,
    title=texts,
    opened_at=moments,
    opened_by=texts,
    happenings=st.lists(happenings, max_size=2).map(tuple),
    evidence=st.lists(evidence, max_size=2).map(tuple),
    note=st.none() | texts,
)
words = st.one_of(
    acts,
    incidents,
    st.builds(Capture, report=texts, digest=texts, text_digest=texts, size=integers),
    st.builds(Custody, evidence=texts, act=st.just("collected"), by=texts, at=moments),
    st.builds(Tombstone, name=texts, digest=texts, reason=texts, basis=texts, by=texts, at=moments),
)
