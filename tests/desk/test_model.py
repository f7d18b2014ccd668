"""The user's own model, played by a scripted server on this machine: what it invents is dropped, what it breaks is counted."""

import http.server
import json
import threading
import time

import pytest

from tocsin.desk.asking import read_by_model
from tocsin.desk.command import main
from tocsin.desk.endpoint import Endpoint, refuse_leak
from tocsin.desk.settings import Unusable
from tocsin.intake import Given, reports
from tocsin.records import Event, name_of

TEXT = """The foreign minister of Kazakhstan met the foreign minister of Mongolia in Astana on Monday.

Uzbekistan did not condemn Tajikistan over the closed road. Officials of Kyrgyzstan said so."""


def event(
    sentence=1,
    act="met",
    category="CONSULT",
    who=("Kazakhstan",),
    whom=("Mongolia",),
    reality="actual",
):
    return {"sentence": sentence, "act": act, "category": category, "mode": None, "who": list(who), "whom": list(whom), "reality": reality}  # fmt: skip


def said(*events, finish="stop"):
    return 200, {
        "choices": [
            {"message": {"content": json.dumps({"events": events})}, "finish_reason": finish}
        ]
    }


class Server(http.server.ThreadingHTTPServer):
    """Answers the questions put to it one after another with what its script holds; the last line goes on for ever."""

    def __init__(self, script):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.seen = list(script), []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        server.seen.append(body)
        line = server.script.pop(0) if len(server.script) > 1 else server.script[0]
        status, answer = line if isinstance(line, tuple) else line()
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


@pytest.fixture
def ask(home):
    """Reads the text with a server of this script: the events, what was spent, and what the server saw."""
    started = []

    def call(*script, patience=5.0, budget=10):
        server = Server(script)
        started.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (report,) = reports(
            TEXT.encode(), "a.txt", given=Given(published="2031-03-04", language="en")
        )
        of = Endpoint(server.url, "tiny", budget=budget, a_minute=60_000, patience=patience)
        readings, spent = read_by_model({name_of(report): report}, of, "off")
        claims = readings[name_of(report)].claims
        return [c for c in claims if isinstance(c.says, Event)], spent, server.seen

    yield call
    for server in started:
        server.shutdown()
        server.server_close()


def test_an_act_that_stands_in_the_text_becomes_a_claim_like_any_other(ask):
    (claim,), spent, seen = ask(said(event()))

    assert claim.rule == claim.says.rule == "model:tiny"
    assert [a.country for a in claim.says.initiators + claim.says.recipients] == ["KAZ", "MNG"]
    assert TEXT[claim.says.act.start : claim.says.act.end] == "met"
    assert spent.asked == 1 and not spent.dropped
    assert seen[0]["response_format"]["json_schema"]["strict"] is True
    assert "1. The foreign minister of Kazakhstan" in seen[0]["messages"][1]["content"]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (event(act="attacked"), "act not in the text"),
        (event(who=("France",)), "party not in the text"),
        (event(sentence=9), "no such sentence"),
        (event(category="WAR"), "no such category"),
        (event(who=("Kazakhstan",), whom=("Kazakhstan",)), "the same on both sides"),
        (event(who=("Monday",), whom=()), "nobody with a public role"),
        (event(2, "condemn", "ACCUSE", ("Uzbekistan",), ("Tajikistan",)), "negated in the text"),
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped_and_counted(ask, told, why):
    claims, spent, _ = ask(said(told))
    assert claims == [] and spent.dropped == {why: 1}


def test_a_negated_act_that_is_given_as_negated_stays(ask):
    (claim,), _, _ = ask(
        said(event(2, "condemn", "ACCUSE", ("Uzbekistan",), ("Tajikistan",), "negated"))
    )
    assert claim.says.reality == "negated"


def test_an_answer_that_is_no_json_is_asked_for_again_with_what_was_wrong(ask):
    no_json = (200, {"choices": [{"message": {"content": "Sure! Here you are."}}]})
    claims, spent, seen = ask(no_json, said(event()))
    assert len(claims) == 1 and spent.asked == 2
    assert "there is no JSON object" in seen[1]["messages"][-1]["content"]

    claims, spent, _ = ask(no_json)
    assert claims == [] and spent.dropped == {"no such answer": 1}


def test_a_server_that_knows_no_schema_is_asked_in_a_plainer_way(ask):
    refused = (400, {"error": "response_format is not supported"})
    claims, _, seen = ask(refused, refused, said(event()))

    assert len(claims) == 1
    assert [s.get("response_format", {}).get("type") for s in seen] == [
        "json_schema",
        "json_object",
        None,
    ]


def test_an_answer_in_a_fence_is_read_and_one_that_was_cut_off_is_not(ask):
    fenced = (
        200,
        {
            "choices": [
                {"message": {"content": "```json\n" + json.dumps({"events": [event()]}) + "\n```"}}
            ]
        },
    )
    assert len(ask(fenced)[0]) == 1
    assert ask(said(event(), finish="length"))[1].dropped == {"cut off": 1}


def test_a_busy_server_is_asked_again_and_a_broken_one_is_given_up(ask):
    busy = (429, {"error": "slow down"})
    assert len(ask(busy, said(event()))[0]) == 1
    assert ask((500, b"oops"))[1].dropped == {"status 500": 1}
    assert ask((200, b"not json"))[1].dropped == {"no such answer": 1}


def test_a_slow_server_is_waited_for_only_so_long(ask):
    def slow():
        time.sleep(1)
        return said(event())

    assert ask(slow, patience=0.2)[1].dropped == {"too slow": 1}


def test_no_more_is_asked_than_the_budget_allows(ask):
    claims, spent, seen = ask(said(event()), budget=0)
    assert claims == [] and spent.dropped == {"budget spent": 1} and seen == []


@pytest.mark.parametrize(
    ("url", "tlp", "why"),
    [
        ("https://models.example/v1", "TLP:GREEN", "only TLP:CLEAR goes there"),
        ("http://models.example/v1", "TLP:CLEAR", "by https only"),
        ("http://127.0.0.1.example/v1", "TLP:AMBER", "is not this machine"),
        ("ftp://127.0.0.1/v1", "TLP:CLEAR", "is no endpoint"),
    ],
)
def test_marked_reports_do_not_leave_this_machine(url, tlp, why):
    with pytest.raises(Unusable, match=why):
        refuse_leak(Endpoint(url, "tiny"), tlp)
    refuse_leak(Endpoint("http://[::1]:8080/v1", "tiny"), "TLP:RED")
    refuse_leak(Endpoint("https://models.example/v1", "tiny"), "TLP:CLEAR")


def test_a_model_that_is_not_there_is_said_in_one_line(home, tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT)
    code = main(
        ["read", str(tmp_path / "a.txt"), "--reader", "llm", "--endpoint", "http://127.0.0.1:9/v1"]
    )
    assert code == 2
    assert "cannot be reached" in capsys.readouterr().err
