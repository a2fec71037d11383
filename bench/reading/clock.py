"""One timed reader in a process of its own: `python -m bench.reading.clock NAME`.

The peer's process imports nothing of ours, because pipelines.extraction changes what trafilatura does. A request
is a `Page`, for the peer (body, address); the answer the CPU seconds of reading it. The request None is answered
with the CPU seconds of each stage so far.
"""

from __future__ import annotations

import inspect
import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from bench.reading.served import serve

Read = Callable[[Any], object]
#: The modules whose calls into other modules of ours are the stages.
STAGED = ("pipelines.read", "pipelines.draft", "pipelines.extraction")


def trafilatura() -> Read:
    """`bare_extraction` with metadata, as it comes."""
    from trafilatura import bare_extraction

    return lambda page: bare_extraction(page[0], url=page[1], with_metadata=True)


def draft() -> Read:
    """Reading without judging: title, text, authors, date and language."""
    from corpus.types import Rejected
    from pipelines.language import detect_language
    from pipelines.page_draft import draft_of_page

    def read(page: Any) -> object:
        found = draft_of_page(page)
        if isinstance(found, Rejected):
            return found
        return detect_language(title=found.title.text, text=found.text, hint=found.hint)

    return read


def whole() -> Read:
    """`read_page`: reading, relevance, countries and topics."""
    from pipelines.read import read_page
    from pipelines.rules import load_rules

    rules = load_rules()
    return lambda page: read_page(page, rules)


CLOCKED: dict[str, Callable[[], Read]] = {"trafilatura": trafilatura, "draft": draft, "whole": whole, "stages": whole}


class Stages:
    """CPU seconds of the functions that the reading modules call, each without the stages that it calls itself."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = [0.0]  # for each stage that runs, the seconds of those inside it

    def watch(self) -> None:
        """Put a watch on every function of ours that the reading modules import, and on trafilatura."""
        package = import_module("trafilatura")
        for module in map(import_module, STAGED):
            for name, value in list(vars(module).items()):
                home = getattr(value, "__module__", "")
                if inspect.isfunction(value) and home != module.__name__ and home.startswith(("pipelines.", "corpus.")):
                    setattr(module, name, self._watched(f"{home.split('.')[-1]}.{name}", value))
        vars(package)["bare_extraction"] = self._watched("trafilatura.bare_extraction", package.bare_extraction)

    def _watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            begin = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                seconds = time.process_time() - begin
                self.seconds[name] += seconds - self._inner.pop()
                self._inner[-1] += seconds

        return timed


def main(name: str) -> None:
    logging.disable(logging.CRITICAL)
    read, stages = CLOCKED[name](), Stages()
    if name == "stages":
        stages.watch()
        read = CLOCKED[name]()

    def answer(request: Any) -> float | dict[str, float]:
        if request is None:
            return dict(stages.seconds)
        begin = time.process_time()
        try:
            read(request)
        except Exception as error:  # timed as far as it came
            print(f"{type(error).__name__}: {error}"[:200], file=sys.stderr)
        return time.process_time() - begin

    serve(answer)


if __name__ == "__main__":
    main(sys.argv[1])
