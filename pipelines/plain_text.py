"""A text file as it is handed from person to person: perhaps a line with a date and a name, then paragraphs."""

from __future__ import annotations

import re
from datetime import datetime

from corpus.types import Source
from pipelines.read import Text

#: A first line such as " date 2024-07 Somebody (Photo Agency)": what was noted when the text was copied.
_NOTE = re.compile(r"\s*date\s+(\d{4}(?:-\d{2}){0,2})\b", re.IGNORECASE)
#: Longer first lines are a paragraph, not a title.
_TITLE_LIMIT = 150


def text_of(content: str, *, url: str, now: datetime, source: Source | None) -> Text:
    """The date note, the title (a short first line that is followed by a blank one) and the paragraphs."""
    content = content.replace("\r\n", "\n")
    note = _NOTE.match(content)
    if note:
        content = content.partition("\n")[2]
    title, text = _split_title(content.strip())
    return Text(url=url, title=title, text=text, published=note[1] if note else None, fetched=now, source=source)


def _split_title(content: str) -> tuple[str, str]:
    first, _, rest = content.partition("\n")
    is_title = rest.startswith("\n") and len(first) <= _TITLE_LIMIT and not first.rstrip().endswith((".", "؟", "…"))
    return (first.strip(), rest.strip()) if is_title else ("", content)
