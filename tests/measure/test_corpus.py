"""The relations of the bundled corpus: written before any reader was run on the reports, and not touched since."""

import hashlib
import tomllib

import pytest

from measure.corpus import CORPUS, _tied
from tocsin.records import Answer, Fact, Passage

FROZEN = {
    "albania-cyber-2022": "3fbfcf58c218235e83bb913a327fb155f0d26f44bfe70502cfcb11412fabb0a6",
    "balloon-2023": "538da466146ee1f2039bd65dcd24a546ad973cc2fb805c726652150227db2d16",
    "baltic-cables-2024": "8ebefb55e1d57282b033c58ec5dfae43b7d71eb640de48f4babb77ee3edbcfe2",
    "balticconnector-2023": "99d81e3851dc0123b5e15d3bcb476f7c5a5ea44cd7e88811cf007561b45e6b54",
    "damascus-2024": "859481a1ff5f13d348310b9b6fb22cb0e1eb37c3916a4cec270a821a62424977",
    "galwan-2020": "34d0cb106bff899bcb8197ad60a93a3f7399bbc3d2b7ce16c09368a722202f9a",
    "hms-defender-2021": "26ae55e4b9a5c780c318c24ad6cde38d9d1765bcc069e91ce741d59937df34c1",
    "iran-pakistan-2024": "e438d6f99970e7c24c954763e581ff06290bcbfda159ba226c50977db4a4d76a",
    "kyrgyz-tajik-border-2022": "67982879dcdbe6ccb90e5a40b56f057d972baac607e6a4455c16c6356b2d378d",
    "mexico-embassy-quito-2024": "26438ae7d6eda6a267a4ba6297f18981795b7b33b6767b2062c8c24ccb4c1514",
    "nord-stream-2022": "c39ac1e006ace0605ec3242415588fee2677d5352636269e751730e40e2f5618",
    "saudi-embassy-tehran-2016": "71de429caab23ce1de1ec5d575df2ce8bb6af979413e78ca134020e69564baf2",
    "sco-astana-2024": "23d59e4b18bcfad23bd131956c2bbbd87b99b4d6bee841b1bb6cf81da6fbf690",
    "snapback-2025": "bb199fe43ba073b43a3e4c6d2971dcf2b9be48b9ad6cc3aaa6d7dda6b98e1d88",
    "su24-2015": "bc4897dabd04ad7d8842a8d52b7e29fa8b877685f772b452170220248fadcdf9",
    "tower22-jordan-2024": "bdfd6746db260b8c66b66c1e0ca259483c6bc0e3e467805329c5169de4c90d9e",
}
FACTS = sorted((CORPUS / "facts").glob("*.toml"))
STATUSES = {"agree", "compatible", "update", "scope", "differ", "contradict", "silent"}


def test_every_happening_of_the_corpus_has_its_facts():
    assert {p.stem for p in FACTS} == {p.name for p in (CORPUS / "reports").iterdir()}


@pytest.mark.parametrize("path", FACTS, ids=lambda p: p.stem)
def test_the_facts_are_as_they_were_written_before_the_reader_saw_the_reports(path):
    assert hashlib.sha256(path.read_bytes()).hexdigest() == FROZEN[path.stem]


@pytest.mark.parametrize("path", FACTS, ids=lambda p: p.stem)
def test_a_relation_is_between_passages_of_reports_that_are_there(path):
    reports = {p.stem for p in (CORPUS / "reports" / path.stem).iterdir()}

    for relation in tomllib.loads(path.read_text("utf-8"))["relation"]:
        assert relation["status"] in STATUSES
        assert {p["report"] for p in relation["passages"]} <= reports


def answer(value: str, *starts: int) -> Answer:
    passages = tuple(Passage(report="r", start=s, end=s + 4, quote="word") for s in starts)
    return Answer(value=value, passages=passages, origins=1)


def test_passages_under_one_answer_agree_and_those_under_two_stand_as_their_fact_does():
    fact = Fact(property="killed", status="update", answers=(answer("3", 0, 10), answer("5", 20)))

    assert _tied(fact, [[("r", 0, 4)], [("r", 10, 14)]]) == "agree"
    assert _tied(fact, [[("r", 0, 4)], [("r", 20, 24)]]) == "update"
    assert _tied(fact, [[("r", 0, 4)], [("r", 40, 44)]]) is None
