"""Acts where the verb comes first (Arabic) or last (Persian): order, particles, chains of nouns, signs left out. Our own sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.atlas import match, roles_in
from tocsin.reading import kit, read
from tocsin.reading.unmarked import Bare
from tocsin.records import Counted, Event, Report

SIGNS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
ACTS = """
ar | زار الرئيس الصيني فرنسا. | CONSULT | CHN | FRA
ar | هاجم مسلحون قاعدة للجيش الصومالي. | ASSAULT | UAF | SOM
ar | النرويج توقع اتفاقا مع آيسلندا. | SUPPORT | NOR | ISL
ar | لن ترسل كندا مساعدات إلى هايتي. | REJECT | CAN | HTI
ar | سترسل كندا مساعدات إلى هايتي. | AGREE | CAN | HTI
ar | استدعي السفير الدنماركي إلى وزارة الخارجية السويدية. | ACCUSE | SWE | DNK
ar | أعلنت غانا قطع علاقاتها مع توغو. | SANCTION | GHA | TGO
ar | فرّقت الشرطة المتظاهرين بقنابل الغاز. | ASSAULT | COP | OPP
fa | وزیر دفاع پرتغال وارد مادرید شد. | CONSULT | PRT | ESP
fa | کانادا از تصمیم هائیتی استقبال کرد. | SUPPORT | CAN | HTI
fa | گروهی از شورشیان به ارتش سومالی حمله کردند. | ASSAULT | REB | SOM
fa | کانادا به هائیتی کمک مالی نخواهد کرد. | REJECT | CAN | HTI
fa | سفیر دانمارک به وزارت امور خارجه سوئد احضار شد. | ACCUSE | SWE | DNK
fa | غنا روابط خود را با توگو قطع کرد. | SANCTION | GHA | TGO
""".strip().splitlines()


def report(text, language):
    digest = "sha256:" + "0" * 64
    return Report(title=None, text=text, language=language, digest=digest, text_digest=digest)


def claims(text, language):
    return read(report(text, language), kit(language)).claims


def acts(text, language):
    return [c.says for c in claims(text, language) if isinstance(c.says, Event)]


def codes(actors):
    return [a.org or a.country or a.sector for a in actors]


@pytest.mark.parametrize("line", ACTS)
def test_an_act_has_its_category_and_both_sides(line):
    language, text, category, who, whom = (part.strip() for part in line.split("|"))

    (event,) = acts(text, language)

    assert (event.category, codes(event.initiators), codes(event.recipients)) == (
        category,
        [who],
        [whom],
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "سجل الفريق هدفين في هجوم سريع على مرمى ضيفه."),
        ("ar", "الأزمة المالية تضرب الأسواق."),
        ("ar", "ناقش النواب مشروع الميزانية."),
        ("fa", "حمله قلبی در زمستان بیشتر می‌شود."),
        ("fa", "گفت‌وگوی تمدن‌ها عنوان این کتاب است."),
        ("fa", "تعمیر کابل‌های دریای شمال پایان یافت."),
    ],
)
def test_what_only_sounds_like_an_act_is_none(language, text):
    assert acts(text, language) == []


def test_a_particle_that_took_the_article_leaves_the_name():
    found = [(m.start, m.entries[0].country) for m in match("وللأردن وبالعراق", "ar")]

    assert [country for _, country in found] == ["JOR", "IRQ"]


def test_a_role_is_found_with_its_article_and_particle():
    (role,) = roles_in("للوزير", "ar")

    assert role.role.office == "minister"


def test_a_plain_word_that_is_written_like_a_country_is_not_one():
    assert [m.entries[0].country for m in match("الدعم المالي من جمهورية مالي", "ar")] == ["MLI"]
    assert [m.entries[0].country for m in match("کمک مالی به کابل", "fa")] == ["AFG"]


@pytest.mark.parametrize(
    ("language", "text", "kind", "low", "best"),
    [
        ("ar", "أصيب خمسة وعشرون شخصا في الحادث.", "injured", 25, 25),
        ("ar", "مقتل طفلين في حريق.", "killed", 2, 2),
        ("ar", "نزح أكثر من ألفي شخص.", "displaced", 2000, None),
        ("fa", "بیست و پنج نفر زخمی شدند.", "injured", 25, 25),
        ("fa", "حدود سه هزار تن آواره شدند.", "displaced", None, 3000),
    ],
)
def test_numbers_in_words_are_counted(language, text, kind, low, best):
    (counted,) = [c.says.quantity for c in claims(text, language) if isinstance(c.says, Counted)]

    assert (counted.kind, counted.low, counted.best) == (kind, low, best)


def test_vowel_signs_change_nothing_but_stay_in_the_words_told():
    text = "دَعَا الرئيسُ الصينيُّ المتمردينَ إلى الحوار."

    (event,) = acts(text, "ar")

    assert codes(event.initiators) == ["CHN"]
    assert text[event.initiators[0].start : event.initiators[0].end] == "الرئيسُ الصينيُّ"


@given(st.text(alphabet=SIGNS + "ابت .", max_size=40))
def test_what_is_read_without_signs_stands_where_it_was_written(text):
    bare = Bare.of(report(text, "ar"), SIGNS)

    if bare is None:
        assert not set(text) & set(SIGNS)
    else:
        assert bare.report.text == "".join(text[n] for n in bare.at)
        assert all(bare.place(n) == i for i, n in enumerate(bare.at))


@given(
    st.sampled_from(["ar", "fa"]),
    st.lists(
        st.sampled_from(["قصفت", "إيران", "و", "على", "حمله", "کرد", "به", "الصين", "«", "»", "گفت", "قال", "إن", "که", "،", ".", "١٢", "شخصا", "ً", "\u200c", "را"]),
        max_size=25,
    ),
)  # fmt: skip
def test_any_row_of_words_is_read_within_its_text(language, words):
    text = " ".join(words)

    for claim in claims(text or "-", language):
        assert 0 <= claim.passage.start < claim.passage.end <= len(text or "-")
