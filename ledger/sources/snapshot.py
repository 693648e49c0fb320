"""From the bytes that somebody published to the text that is read and cited.

Plain text is decoded and nothing else is changed. A web page is reduced to its article, and both
are kept: the bytes as they were, and the text that citations point into.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ledger.errors import DocumentRefused
from ledger.sources.decode import decode

PLAIN: Final = "text/plain"
HTML: Final = "text/html"

_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document's text, how its bytes spell it, and what kind of file it is."""

    text: str
    encoding: str
    media_type: str


def snapshot(data: bytes, declared: str | None = None) -> Snapshot:
    """The text of a document; what has none raises :class:`DocumentRefused`.

    A web page takes the extra ``html``.
    """
    decoded = decode(data, declared)
    if _PAGE.match(decoded.text) is None:
        return Snapshot(decoded.text, decoded.encoding, PLAIN)
    return Snapshot(_article(decoded.text), decoded.encoding, HTML)


def _article(page: str) -> str:
    try:
        from trafilatura import extract
    except ImportError as error:
        why = str(error).partition("\n")[0].rstrip(".")
        raise DocumentRefused(
            f"It is a web page, and what reads web pages is not installed: {why}.",
            hint="Install it with: pip install 'aid-ledger[html]', or save the page as text.",
        ) from None
    text = extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    paragraphs = [line.strip() for line in text.replace("\0", "").splitlines() if line.strip()]
    if not paragraphs:
        raise DocumentRefused("No article was found in the web page.")
    return "\n\n".join(paragraphs) + "\n"
