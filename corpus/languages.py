"""Codes that stand for one language: a spoken Arabic is Arabic to whoever asks for Arabic, and not the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: ISO 639-3 of the spoken Arabics that are named where they are certain: Moroccan, Algerian, Tunisian.
SPOKEN_ARABIC = ("ary", "arq", "aeb")


def written(code: str) -> str:
    """The code under which a language is counted: `ar` for a spoken Arabic, else `code` itself."""
    return "ar" if code in SPOKEN_ARABIC else code


def with_spoken(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that a choice of languages means: with `ar` come the spoken ones, each code once."""
    meant = (each for code in codes for each in ((code, *SPOKEN_ARABIC) if code == "ar" else (code,)))
    return tuple(dict.fromkeys(meant))


def counted(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by stored code as counts by language, the most frequent first."""
    sums: dict[str, int] = {}
    for code, n in counts.items():
        sums[written(code)] = sums.get(written(code), 0) + n
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))
