"""Pages that want much time, much memory, or a group that is not theirs: 2 MB, one word, 10,000 copies, floods."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from corpus.body import Body
from corpus.keyring import CROWD
from corpus.likeness import Content, compare
from corpus.minhash import MOST_CHUNKS, fingerprint
from corpus.schema import text_keys
from corpus.store import Store
from tests.samples import ARABIC, NOW, article
from tests.test_near_texts import groups, keep, paper

WORDS = (ARABIC + " ").split()


def seconds(work: object) -> float:
    begun = time.process_time()
    assert callable(work)
    work()
    return time.process_time() - begun


@pytest.mark.parametrize(
    "text",
    [
        "كلمة " * 400_000,
        "a" * 2_000_000,
        "\n" * 2_000_000,
        " ".join(f"{word}{number}" for number in range(20_000) for word in WORDS[:6]),
        "\n".join(f"une ligne {number}" for number in range(150_000)),
    ],
    ids=["one word", "one letter", "no word", "other words", "other lines"],
)
def test_two_megabytes_are_printed_and_compared_in_seconds(text: str) -> None:
    body = Body(text)
    words = body.near_words(())
    assert seconds(lambda: body.keys("outlet")) < 2
    if words:
        assert seconds(lambda: fingerprint(words)) < 5
        assert len(fingerprint(words).keys) <= MOST_CHUNKS + 25
        assert seconds(lambda: compare(Content(words), Content([*words[:-9], *words[:40]]))) < 5


def test_texts_of_two_megabytes_are_stored_and_linked(store: Store) -> None:
    text = "\n".join(f"{ARABIC} {number}" for number in range(4_000))
    keep(store, paper(1, text), paper(2, text + "\n(ومع)"))
    assert groups(store)[paper(2, text).url] == (paper(1, text).url, "syndicated")


def test_an_empty_text_is_nobodys_copy(store: Store) -> None:
    keep(store, paper(1, ""), paper(2, ""), paper(3, "،،،"))
    assert {group for group, _ in groups(store).values()} == {None}


def test_one_repeated_word_is_only_itself(store: Store) -> None:
    keep(store, paper(1, "تحميل " * 200), paper(2, "تحميل " * 200), paper(3, ARABIC * 3))
    found = groups(store)
    assert found[paper(2, "").url] == (paper(1, "").url, "exact")
    assert found[paper(3, "").url] == (None, None)


def test_the_same_page_at_many_addresses_is_one_text_though_the_newest_came_first(store: Store) -> None:
    """Each new first one changes one row."""
    pages = [
        article(f"https://a.example/{n}", source="a", agency=None, tags=(), published=NOW - timedelta(minutes=n))
        for n in range(300)
    ]
    keep(store, *pages)
    found = groups(store)
    assert {group for url, (group, _) in found.items() if url != pages[-1].url} == {pages[-1].url}
    assert store.group_figures().texts == 1


def test_a_flood_of_one_form_stays_apart_and_its_keys_are_emptied(store: Store) -> None:
    """More texts than a key may have: the same long passage in each, with other words around it."""
    passage = " ".join(f"فقرة{number}" for number in range(60))
    texts = [passage + " " + " ".join(f"خبر{number}كلمة{place}" for place in range(200)) for number in range(CROWD + 5)]
    keep(store, *(paper(number, text) for number, text in enumerate(texts)))
    assert {group for group, _ in groups(store).values()} == {None}
    with store.database.read() as connection:
        by_key: dict[int, int] = {}
        for row in connection.execute(text_keys.select()):
            by_key[row.key] = by_key.get(row.key, 0) + 1
        crowded = connection.execute(text_keys.select().where(text_keys.c.text == 0)).all()
    assert max(by_key.values()) <= CROWD
    assert len(crowded) >= 3
