"""One identity for a place of the gazetteer in three languages.

The gazetteer lists spellings: `country/MA/place/طنجة` and `country/MA/place/Tanger` are two rules. Here they are one
place, `MA/tnj`: the country and the consonants (`skeleton`). Places that have other names in other languages are
aligned by hand in `place_names.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from corpus.normalise import fold_accents, normalise
from pipelines.stories.skeleton import phrase_skeleton

#: What stands before a place's name and is none of it: `ميناء طنجة`, `gouvernorat de Sfax`.
_HEADS = re.compile(
    r"(?:مدينه|ولايه|جهه|اقليم|محافظه|معتمديه|منطقه|بلديه|ميناء|مطار|معبر|منفذ|سواحل|شواطئ|سجن|جزيره|جزر|والي|امن"
    r"|ville|wilaya|region|province|prefecture|gouvernorat|governorate|port|aeroport|airport|ile|iles|island|islands"
    r"|city|town|poste|crossing|prison)(?: (?:de|du|d|of))?[ ']"
)


def place_identity(country: str, spelling: str) -> str:
    """The identity of a place of a country, from any of its spellings: `MA/tnj`.

    >>> place_identity("MA", "طنجة") == place_identity("MA", "Tangier")
    True
    """
    name = _name(spelling)
    if name in _aligned():
        return f"{country}/{_aligned()[name]}"
    bare = _HEADS.sub("", name, count=1) if _HEADS.match(name) else name
    if bare in _aligned():
        return f"{country}/{_aligned()[bare]}"
    key = phrase_skeleton(bare)
    return f"{country}/{key if len(key) > 1 else bare}"


def _name(spelling: str) -> str:
    return fold_accents(normalise(spelling)).replace("-", " ").strip()


@lru_cache(maxsize=1)
def _aligned() -> dict[str, str]:
    """Spellings in normal form to the key of the place that they belong to."""
    rows = tomllib.loads(files("pipelines.stories").joinpath("place_names.toml").read_text("utf-8"))["same"]
    return {_name(spelling): phrase_skeleton(row[0]) or _name(row[0]) for row in rows for spelling in row}
