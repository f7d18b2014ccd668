"""Acts in languages that are read without a parser: order of words, marks, cases, signs. Our own sentences."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.invented import side
from tocsin.atlas import BadTable, rows
from tocsin.reading import kit, read
from tocsin.reading.lexicon import COLUMNS
from tocsin.reading.patterns import Patterns, Spelling, beginnings
from tocsin.reading.plain import patterns_of, plain
from tocsin.reading.wordorder import Order
from tocsin.records import Event, Reading, Report, stands

LANGUAGES = ("ru", "fr", "fa", "ar", "zh")


def reading(text: str, language: str) -> Reading:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    report = Report(title=None, text=text, language=language, digest=digest, text_digest=digest)
    return read(report, kit(language))


def told(text: str, language: str) -> list[str]:
    """Each event as "who | CATEGORY | whom | reality"."""
    found = [c.says for c in reading(text, language).claims if isinstance(c.says, Event)]
    return [
        f"{side(e.initiators)} | {e.category} | {side(e.recipients)} | {e.reality}" for e in found
    ]


PLAIN = """
fr La Norvège a condamné le Chili. => NOR | ACCUSE | CHL | actual
fr Le Chili a été condamné par la Norvège. => NOR | ACCUSE | CHL | actual
fr Le Chili, critiqué par la Norvège, se tait. => NOR | ACCUSE | CHL | actual
fr La Norvège n'a pas condamné le Chili. => NOR | ACCUSE | CHL | negated
fr La Norvège pourrait condamner le Chili. => NOR | ACCUSE | CHL | hypothetical
fr Des négociations entre la Norvège et le Chili ont commencé. => NOR+CHL | CONSULT | - | actual
fr Les ministres de Norvège et du Chili ont rencontré le roi d'Espagne. => NOR GOV+CHL GOV | CONSULT | ESP GOV | actual
ru Норвегия осудила Чили. => NOR | ACCUSE | CHL | actual
ru Норвегию осудила Дания. => DNK | ACCUSE | NOR | actual
ru Дания была осуждена Норвегией. => NOR | ACCUSE | DNK | actual
ru Норвегия не осудила Данию. => NOR | ACCUSE | DNK | negated
ru Переговоры Норвегии с Данией завершились. => NOR | CONSULT | DNK | actual
ru Министр обороны Норвегии Иво Тамм встретился с послом Дании. => NOR GOV | CONSULT | DNK GOV | actual
ru Норвегия призвала Данию прекратить удары по Исландии. => NOR | REQUEST | DNK | actual
""".strip().splitlines()


@pytest.mark.parametrize("line", PLAIN)
def test_sides_are_told_by_order_marks_and_cases(line):
    language, rest = line.split(" ", 1)
    text, expected = rest.split(" => ")

    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre condamné pour corruption est parti en Norvège."),
        ("fr", "La Norvège exporte du poisson au Chili."),
        ("ru", "Норвегия граничит со Швецией."),
        ("ru", "Сборная Норвегии нанесла удар по воротам."),
    ],
)
def test_what_is_no_act_is_none(language, text):
    assert told(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre a rencontré son homologue. Tamm s'est rendu au Chili."),
        ("fr", "Il a rencontré le ministre norvégien Ivo Tamm. Tamm a critiqué le Chili."),
        ("ru", "Выступил министр обороны Норвегии Иво Тамм. Тамм раскритиковал Чили."),
    ],
)
def test_a_surname_is_whoever_the_report_named_so(language, text):
    norwegian = [t for t in told(text, language) if "NOR" in t.split(" | ")[0]]

    assert bool(norwegian) == ("norv" in text or "Норв" in text)


def test_a_person_in_another_case_is_the_same_person():
    found = reading(
        "Министр обороны Норвегии Иво Тамм в Осло. Чили раскритиковало решение Тамма.", "ru"
    )
    (event,) = [c.says for c in found.claims if isinstance(c.says, Event)]

    assert [(a.name, a.country) for a in event.recipients] == [("Иво Тамм", "NOR")]


def test_whose_words_an_act_is_stands_behind_the_comma():
    (claim,) = [
        c
        for c in reading("Дания обстреляла Норвегию, заявил посол Чили.", "ru").claims
        if isinstance(c.says, Event)
    ]

    assert claim.speaker is not None
    assert (claim.speaker.country, claim.speaker.office) == ("CHL", "ambassador")


def test_a_meeting_has_its_place_and_its_day():
    found = reading("La Norvège et le Chili ont tenu des pourparlers à Lima le 3 mai 2024.", "fr")
    (event,) = [c.says for c in found.claims if isinstance(c.says, Event)]

    assert event.date == "2024-05-03"


# --- the file format

ORDER = Order(order="who action whom", marks={"on": ("on",), "by": ("by",)})
HEAD = "act\tpos\tneed\tcategory\tmode\tcontexts\twho\twhom\tfuture\tnegated\n"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("meet\tx\t\tCONSULT", "pos is 'x'"),
        ("meet\tv\t\tMEETING", "category is 'MEETING'"),
        ("meet\tv\tbeside=x\tCONSULT", "need is 'beside'"),
        ("meet\tv\twho=KING\tCONSULT", "need is 'KING'"),
        ("meet\tv\t\tCONSULT\t\t\tsubj\tagainst", "whom is 'against'"),
        ("(meet|see\tv\t\tCONSULT", "is no pattern"),
        ("*meet\tv\t\tCONSULT", "is no pattern"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_with_its_place(tmp_path, line, complaint):
    table = tmp_path / "plain.tsv"
    table.write_text(HEAD + line + "\n", "utf-8")

    with pytest.raises(BadTable, match="plain.tsv:2: .*" + complaint.replace("(", r"\(")):
        [list(patterns_of(row, ORDER)) for row in rows(table, COLUMNS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lexicon_has_its_grammar_and_can_be_used(language):
    found = plain(language)

    assert found is not None and found.acts.find(found.order.spelling.low("")) == []


# --- patterns


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("str(ike|uck)", "they struck it", ["struck"]),
        ("strike*", "strikes and striker", ["strikes", "striker"]),
        ("strike", "striker", []),
        ("has … struck", "he has twice struck", ["has twice struck"]),
        ("(has )?struck", "he has struck", ["has struck", "struck"]),
    ],
)
def test_a_pattern_finds_its_words(pattern, text, found):
    hits = Patterns([(pattern, None)], Spelling()).find(text)

    assert [text[h.start : h.end] for h in hits] == found


def test_a_pattern_is_looked_for_by_the_letters_of_each_of_its_ways():
    assert beginnings("(has|have) attack(ed)?") == ("has attack", "have attack")


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(["Иран", "осудил", "удар", "по", "L'Iran", "a", "condamné", "qui", "ایران", "محکوم کرد", "را", "قال", "على", "伊朗", "谴责", "，", ",", ".", "«", "»", "12", "не", "и", "et", "\n"]),
        max_size=24,
    ).map(" ".join),
)  # fmt: skip
def test_any_text_is_read_and_every_claim_stands_in_it(language, text):
    for claim in reading(text, language).claims:
        assert stands(claim.passage, text) == "here"
