"""Learn when a topic is substantially treated: `python -m bench.learn_topics [--write]`.

A logistic regression over the features of `pipelines.substance` and one indicator a topic, on the labelled articles but
for the test parts. Prints five-fold scores (folds of articles, not of topics) of the rules' threshold alone and of the
model, by set; `--write` then learns from all of them and writes `pipelines/lexicon/learned.toml`. The biases are moved
by what gave the best F1 in the folds, because topics of articles that the rules drop are lost to begin with. The same
articles and rules give the same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from bench.labelled import SETS, Labelled
from bench.tag_scores import Counts
from corpus.taxonomy import TOPICS
from pipelines.judge import weighed
from pipelines.learned import FEATURES
from pipelines.rules import BUILT_IN, LANGUAGES, Rules, load_rules
from pipelines.substance import features

FILE = BUILT_IN / "learned.toml"
#: Inverse strength of the penalty: weak, there are twenty numbers for some thousand examples.
C = 1.5
FOLDS = 5
#: A difference of F1 that says nothing; of moves as good, the one that finds more is taken: a topic that is missing is
#: never searched for, one too many shows its evidence.
AS_GOOD = 0.002
#: What is tried of moving all biases.
MOVES = (0.0, 0.25, 0.5, 0.75)
HEAD = """\
# How the sum of a topic becomes a statement: weights and biases in log-odds, learned from the labelled articles by
# `python -m bench.learn_topics --write`. `pipelines/substance.py` says what the features are.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A topic that something in a kept article speaks for."""

    item: Labelled
    topic: str
    values: tuple[float, ...]  #: of the features, then one indicator a topic
    over: bool  #: whether the rules' sum passes their threshold
    given: bool  #: by the label


def examples(items: Sequence[Labelled], rules: Rules) -> list[Example]:
    """Every topic with a sum in every article that the rules keep."""
    found = []
    for item in items:
        article = weighed(item.title, item.text, item.language, rules)
        if article.standing.name == "offtopic":
            continue
        core = article.standing.name == "core"
        for account, values in zip(article.topics, features(article.topics, article.reading, core=core), strict=True):
            if account.name not in item.arguable:
                numbers = (*(values[name] for name in FEATURES), *(float(account.name == topic) for topic in TOPICS))
                over = account.total >= account.needed
                found.append(Example(item, account.name, numbers, over, account.name in item.topics))
    return found


def fold_of(item: Labelled) -> int:
    """The fold of an article, by a hash of its id."""
    return int(sha256(f"fold {item.id}".encode()).hexdigest(), 16) % FOLDS


def learn(found: Sequence[Example]) -> LogisticRegression:
    """The model of some examples; without an intercept, which the indicators have."""
    model = LogisticRegression(C=C, fit_intercept=False, max_iter=5000)
    return model.fit(_matrix(found), [example.given for example in found])


def _matrix(found: Sequence[Example]) -> list[tuple[float, ...]]:
    return [example.values for example in found]


def scored(items: Sequence[Labelled], said: set[tuple[str, str]]) -> tuple[Counts, float]:
    """Counts over all topics, and macro F1, of pairs of article id and topic."""
    by_topic = {
        topic: Counts.of(
            (
                frozenset({topic}) & set(item.topics),
                frozenset({topic}) if (item.id, topic) in said else frozenset(),
            )
            for item in items
            if topic not in item.arguable
        )
        for topic in TOPICS
    }
    total = Counts(*(sum(getattr(c, name) for c in by_topic.values()) for name in ("right", "extra", "missed")))
    seen = [count.f1 for count in by_topic.values() if count.right + count.missed]
    return total, sum(seen) / max(1, len(seen))


def cross_validate(
    sets: Mapping[str, Sequence[Labelled]], found: Sequence[Example]
) -> tuple[float, set[tuple[str, str]]]:
    """The best move of the biases, and what each fold's model, learned from the other folds, then says.

    Best is the highest mean of F1 over the sets and languages, and of those as good the largest move.
    """
    odds: dict[tuple[str, str], float] = {}
    for fold in range(FOLDS):
        model = learn([example for example in found if fold_of(example.item) != fold])
        held = [example for example in found if fold_of(example.item) == fold]
        values = model.decision_function(_matrix(held))
        odds |= {(e.item.id, e.topic): float(value) for e, value in zip(held, values, strict=True)}
    said = {move: {pair for pair, value in odds.items() if value + move > 0} for move in MOVES}
    parts = [[item for item in items if item.language == code] for items in sets.values() for code in LANGUAGES]
    means = {move: sum(scored(items, said[move])[0].f1 for items in parts) / len(parts) for move in MOVES}
    for move, mean in means.items():
        print(f"biases {move:+.2f}: mean five-fold F1 {mean:.4f}")
    best = max(move for move in MOVES if means[move] >= max(means.values()) - AS_GOOD)
    return best, said[best]


def report(sets: Mapping[str, Sequence[Labelled]], rules: set[tuple[str, str]], said: set[tuple[str, str]]) -> None:
    """The threshold and the model, by set and language."""
    for name, items in sets.items():
        for language in sorted({item.language for item in items}):
            mine = [item for item in items if item.language == language]
            (before, macro), (after, learned) = scored(mine, rules), scored(mine, said)
            print(
                f"{name:<12} {language}  threshold {before.f1:.3f} (macro {macro:.3f})   "
                f"learned, five-fold {after.f1:.3f} (macro {learned:.3f})  P {after.precision:.3f} R {after.recall:.3f}"
            )


def write(model: LogisticRegression, move: float, path: Path) -> None:
    """The numbers of a model as TOML, its biases moved."""
    numbers = [float(value) for value in model.coef_[0]]
    weights = [f"{name} = {value:.3f}" for name, value in zip(FEATURES, numbers, strict=False)]
    biases = zip(TOPICS, numbers[len(FEATURES) :], strict=True)
    bias = [f"{name} = {value + move:.3f}" for name, value in biases]
    path.write_text("\n".join((HEAD, "[weights]", *weights, "", "[bias]", *bias)) + "\n", "utf-8")


def main() -> None:
    """Print the cross-validation; write the numbers if asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.learn_topics", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    arguments = parser.parse_args()
    sets = {name: read() for name, read in SETS.items() if not name.endswith("test")}
    rules = load_rules()
    found = [example for items in sets.values() for example in examples(items, rules)]
    move, said = cross_validate(sets, found)
    report(sets, {(example.item.id, example.topic) for example in found if example.over}, said)
    if arguments.write:
        write(learn(found), move, FILE)


if __name__ == "__main__":
    main()
