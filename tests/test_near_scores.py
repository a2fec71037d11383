"""The benchmark of copies stays where it is: every hand-made pair, and each tenth article with five variants."""

from __future__ import annotations

import pytest

from bench.near_duplicates import LANGUAGES, Sample, errors, generated, grouped, score, written
from bench.variants import CHANGES, vary
from tests.samples import ARABIC

#: Beneath them something was lost. `make eval-duplicates` measures all of it.
PRECISION, RECALL, ARI = 0.99, 0.97, 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_hand_made_pairs_and_near_misses(language: str) -> None:
    samples = written(language)
    kinds = [sample.change for sample in samples]
    assert kinds.count("same") >= 25
    assert len(kinds) - kinds.count("same") - kinds.count("base") >= 25
    assert list(errors(samples, grouped(samples))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_generated_variants(language: str) -> None:
    every = generated(language, seed=3)
    some = set(sorted({sample.group for sample in every})[::10])
    samples = [sample for sample in every if sample.group in some]
    got = score(samples, grouped(samples))
    assert got.precision >= PRECISION
    assert got.recall >= RECALL
    assert got.ari >= ARI


def test_scores_of_groups_that_are_known() -> None:
    samples = [Sample(id=str(n), group="ab"[n // 2], text="") for n in range(4)]
    assert score(samples, {"0": "x", "1": "x", "2": "y", "3": "y"}).ari == 1.0
    torn = score(samples, {"0": "0", "1": "0", "2": "2", "3": "3"})
    assert (torn.precision, torn.recall) == (1.0, 0.5)
    mixed = {"0": "x", "1": "x", "2": "x", "3": "y"}
    assert score(samples, mixed).precision == pytest.approx(1 / 3)
    assert list(errors(samples, mixed)) == ["apart     b: 3", "together  1 ~ 2"]


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_changes_and_does_so_alike_each_time(name: str) -> None:
    text = "\n".join(f"{ARABIC} الخبر رقم {number}." for number in range(5))
    assert vary(text, "ar", name, 1) == vary(text, "ar", name, 1) != text
