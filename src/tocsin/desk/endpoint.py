"""A language model of the user's own, behind any endpoint that speaks the chat completions of OpenAI.

Off by default. What is marked above TLP:CLEAR leaves this machine for no endpoint. Servers differ in how an answer is
held to a schema: the strictest way that one takes is found out with the first question and kept.
"""

import asyncio
from collections import Counter
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import aiohttp
import msgspec

from tocsin.desk.settings import Unusable
from tocsin.reading import model

LARGEST = 2 * 1024 * 1024  # bytes of an answer
TRIES = 3
SLOWEST_RETRY = 10.0  # seconds that a server may ask us to wait


class Endpoint(NamedTuple):
    """Where the model is and what may be spent on it.

    url       up to and with /v1; `key` is sent as a bearer token
    budget    questions of one run; `parallel` at a time, `a_minute` at most
    patience  seconds for an answer
    """

    url: str
    model: str
    key: str | None = None
    budget: int = 500
    parallel: int = 2
    a_minute: int = 120
    patience: float = 60.0


class Spent(NamedTuple):
    """What came of a run: the acts kept, and all that was not, by reason; how many questions were asked."""

    asked: int
    dropped: Counter[str]


def is_here(url: str) -> bool:
    """Whether an endpoint is on this machine: by its address or as localhost, whatever a name may resolve to."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_leak(of: Endpoint, tlp: str) -> None:
    """Nothing, if what is so marked may go to the endpoint. Raises Unusable."""
    parts = urlsplit(of.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unusable(f"{of.url!r} is no endpoint; write http://127.0.0.1:8080/v1")
    if is_here(of.url):
        return
    if tlp != "TLP:CLEAR":
        raise Unusable(
            f"{parts.hostname} is not this machine, and the reports are marked {tlp}; only TLP:CLEAR goes there "
            "(say --tlp TLP:CLEAR if that is what they are)"
        )
    if parts.scheme != "https":
        raise Unusable(f"{parts.hostname} is not this machine; reports go there by https only")


class Chat:
    """An open connection to an endpoint, for one run."""

    def __init__(self, of: Endpoint, session: aiohttp.ClientSession) -> None:
        self._of, self._session = of, session
        self._at_once = asyncio.Semaphore(of.parallel)
        self._turn = asyncio.Lock()
        self._form = 0
        self.asked = 0
        self.dropped: Counter[str] = Counter()

    async def ask(self, asked: model.Asked) -> model.Answer | None:
        """The answer to a question; None, counted by reason, where there is none to be had."""
        messages = list(asked.messages)
        for _ in range(2):  # the second time with what was wrong
            written = await self._written(messages)
            if written is None:
                return None
            try:
                return model.answer(written)
            except (ValueError, msgspec.ValidationError) as err:
                messages = [*asked.messages, {"role": "assistant", "content": written[:4000]},
                            {"role": "user", "content": f"That is not the JSON asked for: {err}. Answer with it alone."}]  # fmt: skip
        self.dropped["no such answer"] += 1
        return None

    async def _written(self, messages: list[dict[str, str]]) -> str | None:
        for attempt in range(TRIES):
            async with self._at_once:
                if not await self._may():
                    self.dropped["budget spent"] += 1
                    return None
                status, wait, body = await self._post(messages)
            if status == 200:
                return self._content(body)
            if status == 400 and self._form < len(FORMS) - 1:
                self._form += 1  # this server does not hold answers to a schema in that way
            elif status in (408, 429, 500, 502, 503, 504) and attempt < TRIES - 1:
                await asyncio.sleep(min(wait, SLOWEST_RETRY))
            else:
                break
        self.dropped["too slow" if status == 0 else f"status {status}"] += 1
        return None

    async def _may(self) -> bool:
        """Takes a turn: within the budget, and no more of them in a minute than allowed."""
        async with self._turn:
            if self.asked >= self._of.budget:
                return False
            if self.asked:
                await asyncio.sleep(60 / self._of.a_minute)
            self.asked += 1
            return True

    async def _post(self, messages: list[dict[str, str]]) -> tuple[int, float, bytes]:
        """Status, seconds to wait before the next try, body; status 0 where nothing came in time."""
        form = FORMS[self._form]
        body = {"model": self._of.model, "messages": messages, "temperature": 0, **form}
        headers = {"Authorization": f"Bearer {self._of.key}"} if self._of.key else {}
        try:
            async with self._session.post(
                f"{self._of.url.rstrip('/')}/chat/completions",
                data=msgspec.json.encode(body),
                headers={"Content-Type": "application/json", **headers},
                allow_redirects=False,
            ) as got:
                data = await got.content.read(LARGEST)
                return got.status, _seconds(got.headers.get("Retry-After")), data
        except TimeoutError:
            return 0, 0.0, b""
        except aiohttp.ClientError as err:
            raise Unusable(f"{self._of.url} cannot be reached: {err}") from err

    def _content(self, body: bytes) -> str | None:
        """What the model wrote; an answer that was cut off at its limit is dropped."""
        try:
            choice = msgspec.json.decode(body)["choices"][0]
            content = choice["message"]["content"]
        except (msgspec.DecodeError, KeyError, IndexError, TypeError):
            content = None
        if not isinstance(content, str):
            self.dropped["no such answer"] += 1
            return None
        if choice.get("finish_reason") == "length":
            self.dropped["cut off"] += 1
            return None
        return content


FORMS: tuple[dict[str, Any], ...] = (
    {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "events", "strict": True, "schema": model.schema()},
        }
    },
    {"response_format": {"type": "json_object"}},
    {},
)


def _seconds(written: str | None) -> float:
    return float(written) if written and written.isdecimal() else 1.0


def answers(of: Endpoint, asked: list[model.Asked]) -> tuple[list[model.Answer | None], Spent]:
    """The answers to all questions, in their order, None where there is none; and what was spent."""
    return asyncio.run(_answers(of, asked))


async def _answers(
    of: Endpoint, asked: list[model.Asked]
) -> tuple[list[model.Answer | None], Spent]:
    patience = aiohttp.ClientTimeout(total=of.patience)
    async with aiohttp.ClientSession(timeout=patience) as session:
        chat = Chat(of, session)
        found = await asyncio.gather(*(chat.ask(one) for one in asked))
    return list(found), Spent(chat.asked, chat.dropped)
