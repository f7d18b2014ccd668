"""Pages saved as text: the five articles beside the gold sets, and what general rules make of invented pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gold import folder
from tests.intake.pages import DUMP, LAST, LEAD, MORE, TITLE
from tocsin.intake import Given, reports
from tocsin.records import Report

SEEDS = {
    "000": {
        "title": "After war with Israel, Iran seeks to strengthen ties with China and Russia",
        "published": ("2025-07-21T17:38", "moment", "byline", "21 July 2025 17:38"),
        "source": "L'OLJ",
        "byline": "Tatiana KROTOFF",
        "flags": ("doubled", "cut-off", "menu"),
        "begins": ["After war with Israel", "The Islamic Republic is struggling", "After the war comes the push"],
        "unread": ["WhatsApp", "Menu", "Search", "Download app", "FOCUS", "KROTOFF", "Lire cet article", "More on the dynamics", "going to rescue Iran", "armaments", "Comments (0)", "You should read", "Apply now", "Back to top", "PARDO", "Qingdao"],
        "once": ["After the war comes the push", "met on Tuesday, July 15, in Tianjin", "After war with Israel, Iran seeks"],
        "captions": ["(From left to right) Iranian Defense Minister Aziz Nasirzadeh"],
    },
    "001": {
        "title": "China aids Iran in rebuilding air defenses after conflict with Israel",
        "published": ("2025-09-03T17:25", "moment", "text", "Sep 3, 2025, 5:25 PM"),
        "flags": ("menu", "aggregator"),
        "begins": ["China aids Iran", "• Iranian President Masoud", "• During the visit", "• Reports suggest", "In recent developments"],
        "unread": ["Provocative", "Highlights", "Opinions", "reached the end", "5:25 PM", "Story\n"],
        "once": ["China aids Iran in rebuilding"],
    },
    "002": {
        "title": "Iran DM discusses cooperation with China, Russia",
        "flags": ("menu", "no-date"),
        "unread": ["Search", "Date archive"],
        "once": ["Iran DM discusses", "China supports Iran’s legitimate right to respond to Israel, Dong added.", "In recent years, geopolitical shifts"],
    },
    "003": {
        "title": "Iran’s foreign minister travels to China in hopes of shoring up alliance with Beijing & Russia",
        "source": "All Israel News",
        "byline": "The All Israel News Staff",
        "flags": ("no-date",),
        "unread": ["team of journalists"],
        "once": ["Araghchi called for broadening security cooperation with SCO members\n", "These positive signals for Iran"],
    },
    "004": {
        "title": None,
        "source": "Newsweek",
        "flags": ("no-date",),
        "begins": ["Iran’s Foreign Minister Abbas Araghchi has urged", "Newsweek has reached out", "Why It Matters", "The summit highlights"],
        "unread": [],
        "once": ["brought little concrete when it came under attack."],
    },
}  # fmt: skip


def page(text: str, **how) -> Report:
    [report] = reports(text.encode(), "page.txt", **how)
    assert isinstance(report, Report), report
    return report


def readable(report: Report) -> str:
    """The text without what is to be passed over."""
    text, at = "", 0
    for start, end in (*report.skip, (len(report.text), len(report.text))):
        text, at = text + report.text[at:start], end
    return text


def seed(number: str) -> tuple[Report, str]:
    there = sorted((folder().parent / "seeds").glob(f"{number}_*.txt"))
    if not there:
        pytest.skip(f"the five articles are not in {folder().parent / 'seeds'}")
    whole = there[0].read_text("utf-8")
    [report] = reports(there[0].read_bytes(), there[0].name)
    return report, whole


@pytest.mark.parametrize("number", SEEDS)
def test_each_of_the_five_articles_is_read_as_a_person_would(number):
    (report, whole), want = seed(number), SEEDS[number]
    body = readable(report)

    assert report.text == whole
    assert report.title == want["title"]
    assert report.language == "en"
    assert (report.source, report.byline, report.agency) == (
        want.get("source"),
        want.get("byline"),
        None,
    )
    assert report.flags == want["flags"]
    said = report.published
    assert (said and (said.value, said.precision, said.how, said.written)) == want.get("published")
    assert [words for words in want["unread"] if words in body] == []
    assert [body.count(words) for words in want["once"]] == [1] * len(want["once"])
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    assert [
        b for line, b in zip(lines, want.get("begins", ()), strict=False) if not line.startswith(b)
    ] == []
    captions = [report.text[start:end] for start, end in report.captions]
    assert [
        c for c, w in zip(captions, want.get("captions", ()), strict=True) if not c.startswith(w)
    ] == []


def test_nothing_but_the_named_lines_of_the_five_articles_is_passed_over():
    shares = {}
    for number in SEEDS:
        report, whole = seed(number)
        shares[number] = 100 * sum(end - start for start, end in report.skip) // len(whole)

    assert shares == {"000": 65, "001": 3, "002": 0, "003": 2, "004": 0}


def test_a_saved_page_gives_headline_writer_date_and_body():
    report = page(DUMP)

    assert report.text == DUMP
    assert (report.title, report.byline) == (TITLE, "Ada MORENO")
    assert (report.published.value, report.published.how) == ("2024-05-03T17:40", "byline")
    assert readable(report).split() == f"{TITLE} {LEAD} {MORE} {LAST}".split()
    assert report.flags == ("menu",)


@pytest.mark.parametrize(
    "line",
    [
        "Menu", "Skip to main content", "Share on Facebook Share on X", "Comments (14)", "ADVERTISEMENT", "Sign up for our newsletter",
        "Read this article in French", "Read also: Ferry to Costmark is late again", "© 2024 Kestrel Gazette. All rights reserved",
        "Rechercher", "Lire cet article en anglais", "À lire aussi : le bac de Costmark", "Haut de page",
        "Поиск", "Читайте также: паром снова опаздывает", "Все новости", "Наверх",
        "القائمة", "اقرأ أيضا: العبارة تتأخر", "الأكثر قراءة", "جستجو", "بیشتر بخوانید: کشتی دیر کرد", "بازگشت به بالا",
        "菜单", "相关阅读", "返回顶部", "Meistgelesen", "Lo más leído", "En çok okunanlar",
    ],
)  # fmt: skip
def test_words_of_the_page_are_passed_over_in_many_languages(line):
    report = page(f"{TITLE}\n\n{LEAD}\n{MORE}\n\n{line}\n")

    assert readable(report).split() == f"{TITLE} {LEAD} {MORE}".split()
    assert "menu" in report.flags


@pytest.mark.parametrize(
    "line",
    [
        "The Kestrel Gazette has reached out to the ministry for comment.",
        "More on the talks was expected on Friday.",
        "Search teams reached the village at noon.",
        "Comments by the minister were not recorded.",
        "He gave no details.",
        "Facebook.",
        "By Friday the road was open.",
        "The talks began on 3 May 2024.",
        "Copyright law was the second item of the talks.",
        "Most read the treaty as a promise.",
        "What Happens Next",
    ],
)
def test_reporting_that_looks_like_words_of_the_page_is_kept(line):
    assert line in readable(page(f"{TITLE}\n\n{LEAD}\n{MORE}\n{line}\n"))
    assert line in readable(page(f"{TITLE}\n\n{LEAD}\n{line}\n{MORE}\n"))


def test_a_box_of_headlines_in_the_middle_of_an_article_is_passed_over():
    box = "Related articles\nFerry to Costmark is late again\nNew road along the coast of Dorland"
    report = page(f"{TITLE}\n\n{LEAD}\n{box}\n{MORE}\n{LAST}\n\nTopics\nAvaria\nBrennia")

    assert readable(report).split() == f"{TITLE} {LEAD} {MORE} {LAST}".split()


def test_the_line_that_presents_the_writer_is_passed_over():
    writer = "Ada Moreno is a correspondent of the Kestrel Gazette based in Brennia."
    report = page(f"{TITLE}\n\n{LEAD}\n{MORE}\n{writer}\nTopics\nAvaria")

    assert readable(report).split() == f"{TITLE} {LEAD} {MORE}".split()


@pytest.mark.parametrize(
    "pointer",
    [
        "More on the crossing Will the ferry to Costmark ever sail again?",
        "Read also: Ferry to Costmark is late again.",
        "Lire aussi : Le bac de Costmark est en retard.",
        "Читайте также: Паром снова опаздывает.",
    ],
)
def test_a_pointer_to_another_article_inside_a_paragraph_is_passed_over(pointer):
    report = page(f"{TITLE}\n\n{LEAD} {pointer} {MORE}\n{LAST}")

    assert readable(report).split() == f"{TITLE} {LEAD} {MORE} {LAST}".split()


@pytest.mark.parametrize(
    "body, read, flags",
    [
        (f"{LEAD}\n{MORE}\n{LEAD}\n{LAST}", f"{LEAD} {MORE} {LAST}", {"doubled"}),
        (f"{LEAD[:120]}...\n{LEAD}\n{MORE}", f"{LEAD} {MORE}", {"doubled"}),
        (f"{LEAD}\n{MORE}\n{LEAD[:120]}…", f"{LEAD} {MORE}", {"doubled", "cut-off"}),
        (f"{LEAD}\n{TITLE}\n{MORE}", f"{LEAD} {MORE}", set()),
        (f"{LEAD} Then three...", LEAD, {"cut-off"}),
        (f"{LEAD}\n{MORE}\n{LAST[:-20]}", f"{LEAD} {MORE} {LAST[:-20]}", {"cut-off"}),
        (f"{LEAD}\n{MORE}\nSubscribe to continue reading", f"{LEAD} {MORE}", {"cut-off", "menu"}),
        (f"{LEAD}\n{MORE}\n{MORE.replace('spring', 'autumn')}", f"{LEAD} {MORE} {MORE.replace('spring', 'autumn')}", set()),
    ],
)  # fmt: skip
def test_what_stands_twice_is_read_once_and_what_breaks_off_is_flagged(body, read, flags):
    report = page(f"{TITLE}\n\n{body}")

    assert readable(report).split() == f"{TITLE} {read}".split()
    assert set(report.flags) - {"no-date"} == flags


@pytest.mark.parametrize(
    "credit",
    [
        " (Photo: Ada Moreno/Gazette)", " (Credit: Ada Moreno/AFP)", " (AP Photo/Ada Moreno)", " [File photo]", " (Ada Moreno/Reuters)",
        ". Photo: Ada Moreno", ". Photo by Ada Moreno.", ". Picture: Ada Moreno.", ". Фото: Ада Морено", ". عکس: آدا مورنو", "。图片来源：新华社",
    ],
)  # fmt: skip
def test_a_caption_is_named_and_passed_over_with_its_credit(credit):
    caption = "The harbour of Kestrel Bay seen from the old road"
    report = page(f"{TITLE}\n\n{caption}{credit}\n\n{LEAD}\n{MORE}")

    assert [report.text[start:end].rstrip(".。") for start, end in report.captions] == [caption]
    assert f"{TITLE} {LEAD} {MORE}".split() == readable(report).split()


@pytest.mark.parametrize(
    "line",
    [
        "The ministry showed the damage in a photo by its own staff.",
        "The picture: two ministers who had not met for a year, and a road that neither side had opened.",
        "The road is open again (see the first picture of the spring), and lorries pass.",
        "They spoke of the bigger picture: prices, roads and ferries",
    ],
)
def test_a_sentence_about_a_picture_is_no_caption(line):
    assert page(f"{TITLE}\n\n{LEAD}\n{line}\n{MORE}").captions == ()


@pytest.mark.parametrize(
    "digest, aggregated",
    [
        (f"{TITLE}\nHighlights\n• {LEAD}\n• {MORE}\nStory\n{LAST}", True),
        (f"{TITLE}\nKey takeaways\n- {LEAD}\n- {MORE}\nIn brief\n{LAST}", True),
        (f"{TITLE}\nBy Ada Moreno\nHighlights\n• {LEAD}\n• {MORE}\nStory\n{LAST}", False),
        (f"{TITLE}\n• {LEAD}\n• {MORE}\n{LAST}", False),
        (f"{TITLE}\n{LEAD}\nThis summary was generated by AI and may contain errors.", True),
    ],
)
def test_a_digest_that_a_machine_made_is_flagged(digest, aggregated):
    assert ("aggregator" in page(digest).flags) is aggregated


@pytest.mark.parametrize(
    "text, live",
    [
        (f"Live updates: ministers meet at the bay\n\n{LEAD}", True),
        ("\n".join([TITLE, "", *(f"1{n}:05\n{LEAD[: 80 + n]}." for n in range(5))]), True),
        (f"{TITLE}\n\n{LEAD}", False),
        (f"Ministers meet after live fire exercise\n\n{LEAD}", False),
    ],
)
def test_a_live_blog_is_flagged(text, live):
    assert ("live-blog" in page(text).flags) is live


@pytest.mark.parametrize(
    "text, agency, source, byline",
    [
        (f"KESTREL BAY, May 3 (Reuters) - {LEAD}\n{MORE}", "Reuters", None, None),
        (f"KESTREL BAY, May 3. /TASS/. {LEAD}\n{MORE}", "TASS", None, None),
        (f"KESTREL BAY (AP) — {LEAD}\n{MORE}", "Associated Press", None, None),
        (f"لقاء الوزيرين في الخليج\nكيسترل - رويترز: {LEAD}", "Reuters", None, None),
        (f"{TITLE}\n\n{LEAD}\n{MORE} (Xinhua)", "Xinhua", None, None),
        (f"{TITLE}\nAFP\n\n{LEAD}\n{MORE}", "Agence France-Presse", None, None),
        (f"{TITLE}\nBy Reuters\n\n{LEAD}\n{MORE}", "Reuters", None, None),
        (f"{TITLE}\n\n{LEAD}\n{MORE}\nWith inputs from AFP", "Agence France-Presse", None, None),
        (f"{TITLE}\nKestrel Gazette / By Ada Moreno and Bo Lind, 3 May 2024\n\n{LEAD}", None, "Kestrel Gazette", "Ada Moreno and Bo Lind"),
        (f"{TITLE}\n\n{LEAD}\n{MORE}\nThe Bay Post Staff is a team of reporters in Brennia.", None, "Bay Post", "The Bay Post Staff"),
        (f"{TITLE}\n\n{LEAD}\nThe Bay Post has reached out to the ministry of roads for comment.", None, "The Bay Post", None),
        (f"{TITLE}\n\n{LEAD}\n{MORE}\n© 2024 Kestrel Gazette. All rights reserved.", None, "Kestrel Gazette", None),
        (f"{TITLE}\n\n{LEAD}\nThe picture was sold to Reuters (Photo: Bo Lind/AFP)", None, None, None),
        (f"{TITLE}\n\n{LEAD}\nThe ministry told Reuters that the road was open.", None, None, None),
    ],
)  # fmt: skip
def test_who_wrote_who_publishes_and_whose_wire_it_is(text, agency, source, byline):
    report = page(text)

    assert (report.agency, report.source, report.byline) == (agency, source, byline)


def test_an_outlet_that_names_itself_nowhere_goes_by_its_host():
    assert page(LEAD, given=Given(url="https://www.gazette.example/a")).source == "gazette.example"


@pytest.mark.parametrize(
    "text, title",
    [
        (f"{TITLE}\n\n{LEAD}", TITLE),
        (f"{TITLE}\n{LEAD}", TITLE),
        (f"{TITLE}\nObservers may go to the crossing\n\n{LEAD}", TITLE),
        (f"The bay in spring is quiet\n{TITLE}\n\n{LEAD}\n{TITLE}\n{MORE}", TITLE),
        (f"{LEAD}\n{MORE}", None),
        ("The ministers of Avaria and Brennia met on Tuesday at\nKestrel Bay, and they agreed to talk again within one\nmonth, both of them said after the talks. Observers from\nthe league would go to the crossing.", None),
        ("阿瓦里亚和布伦尼亚外长在海湾会晤\n\n阿瓦里亚和布伦尼亚两国外长星期二在海湾举行会谈，讨论边境口岸问题，双方官员在会谈后表示，他们同意一个月内再次会晤。", "阿瓦里亚和布伦尼亚外长在海湾会晤"),
    ],
)  # fmt: skip
def test_the_headline_is_found_or_left_unsaid(text, title):
    assert page(text).title == title


def test_text_wrapped_by_hand_is_left_as_it_is():
    wrapped = "\n".join(LEAD[i : i + 60] for i in range(0, len(LEAD), 60)) + "\n\nnews\nSearch\n"
    report = page(wrapped)

    assert report.text == wrapped
    assert LEAD.replace(" ", "") in readable(report).replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_offsets_are_those_of_the_decoded_file_whatever_its_line_breaks(newline):
    whole = DUMP.replace("\n", newline)
    report = page(whole)

    assert len(report.text) == len(whole)
    assert report.title == TITLE
    assert "Most read" not in readable(report)


@given(st.lists(st.sampled_from([*DUMP.split("\n"), "Highlights", "Story", "(Photo: AFP)", "13:05", "3 May 2024", LEAD + "..."]), max_size=25))  # fmt: skip
def test_spans_to_pass_over_are_sorted_apart_and_inside_the_text(lines):
    found = list(reports("\n".join(lines).encode(), "page.txt"))
    edges = [
        edge
        for report in found
        if isinstance(report, Report)
        for span in report.skip
        for edge in span
    ]

    assert edges == sorted(set(edges))
    assert not edges or edges[-1] <= len("\n".join(lines))


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("The Avaria Post / 3 May 2025", "The Avaria Post"),
        ("Harbour Radio, 3 May 2025 11:20", "Harbour Radio"),
        ("Port Selm, 3 May 2025", None),
        ("Port Selm, 3 May 2025 and after", None),
    ],
)
def test_a_line_of_a_name_and_a_day_names_the_outlet_unless_it_may_be_a_place(line, source):
    page = f"{TITLE}\n\n{line}\n\n{LEAD}\n{MORE}\n"

    (report,) = reports(page.encode(), "page.txt")

    assert isinstance(report, Report)
    assert report.source == source


def test_the_joiners_that_spell_persian_words_stay_in_the_text():
    words = "وزیر خارجه می‌گوید که گفت‌وگوها در روزهای آینده ادامه می‌یابد و همهٔ طرف‌ها آمده‌اند."
    page = f"<html><body><article><h1>گفت‌وگو</h1><p>{words}</p><p>{words[::-1]}</p></article></body></html>"

    (found,) = reports(page.encode(), "page.html")

    assert words in found.text
