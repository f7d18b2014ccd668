"""The language of a text, of the configured ones, or None."""

import re
import threading
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE = 800
FEWEST_LETTERS = 12
SURE, CLEAR, LEAD = 0.5, 0.2, 2  # more than half, or a fifth and twice the next
# Labels of the identifier that are dialects or older codes of a language that people configure.
WITHIN = {
    "arz": "ar",
    "ary": "ar",
    "wuu": "zh",
    "yue": "zh",
    "uzs": "uz",
    "nn": "no",
    "gcr": "fr",
    "gcf": "fr",
    "pcm": "en",
}
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_loading = threading.Lock()


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def primary(tag: str | None) -> str | None:
    """The language of a BCP 47 tag: "en" for "en-GB" and "EN_us"; None for what is no tag."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?=[-_\s;,]|$)", tag or "")
    return match[1].lower() if match else None


def language(text: str, configured: tuple[str, ...]) -> str | None:
    """The language of `text` if it is one of `configured` and the text is long and plain enough to tell.

    All languages that the identifier knows are let in, so that Finnish is not called English for want of
    anything nearer.
    """
    letters = _NOT_LETTERS.sub(" ", text[: SAMPLE * 2]).strip()[:SAMPLE]
    if len(letters.replace(" ", "")) < (
        FEWEST_LETTERS if letters.isascii() else FEWEST_LETTERS // 2
    ):
        return None
    with _loading:
        identifier = _identifier()
    shares: dict[str, float] = {}
    for label, share in identifier.rank(letters):
        name = label if label in configured else WITHIN.get(label, label)
        shares[name] = shares.get(name, 0.0) + share
    best, *others = sorted(shares, key=lambda name: -shares[name])
    clear = shares[best] >= CLEAR and all(shares[best] >= LEAD * shares[o] for o in others[:1])
    return best if best in configured and (shares[best] >= SURE or clear) else None
