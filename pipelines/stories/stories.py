"""Stories: articles about one event, kept as articles arrive.

```
article ──► vector, weighed by rarity             vector.py, rarity.py
        ──► candidates that share rare features    candidates.py
        ──► log-odds with each: links               similarity.py
        ──► the component of its links, grouped     linkage.py
        ──► story ids, changes                      naming.py
```

The groups are what grouping all articles at once gives: they do not depend on the order of arrival, as long as no limit
is met. Ids do, as a story is named after the article that opened it. Where a component is too large to be grouped
again (templated pages, a hostile copy), the article joins the story that it is nearest to, if any; that is order
dependent, bounded, and counted in `Stories.crowded`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, islice
from typing import Literal

from pipelines.stories.candidates import Index
from pipelines.stories.linkage import Pair, grouped, likelihood, pair
from pipelines.stories.naming import Change, renamed
from pipelines.stories.rarity import Rarity, background
from pipelines.stories.similarity import Model, Weighted, gap, learned, weighted
from pipelines.stories.thresholds import THRESHOLDS, Thresholds
from pipelines.stories.vector import EventVector


class Stories:
    """All articles and their stories, in memory."""

    def __init__(
        self,
        *,
        rarity: Rarity | None = None,
        model: Model | None = None,
        thresholds: Thresholds = THRESHOLDS,
    ):
        self._rarity, self._model = rarity or background(), model or learned()
        self._thresholds = thresholds
        self._index = Index(self._rarity, thresholds)
        self._articles: dict[str, Weighted] = {}
        self._odds: dict[str, dict[str, float]] = {}  #: of every pair that was ever compared
        self._members: dict[
            str, dict[str, None]
        ] = {}  #: in the order in which they came; empty ones are merged stories
        self.story_of: dict[str, str] = {}  #: article to story
        self.merged: dict[str, str] = {}  #: a story that is no more, to the one that has its articles
        self.crowded = 0  #: articles whose component was too large to be grouped again

    def add(self, vector: EventVector) -> tuple[Change, ...]:
        """Take an article in; what changed. An article that is already there changes nothing."""
        if vector.id in self._articles:
            return ()
        article = weighted(vector, self._rarity)
        near = self._index.candidates(article)
        self._index.add(article)
        self._articles[vector.id] = article
        self._odds[vector.id] = {}
        for id_ in near:
            self._between(vector.id, id_)
        component = self._component(vector.id)
        if component is None:
            self.crowded += 1
            return self._join(article)
        groups = grouped(component, self._all_odds(component), self._thresholds.joined)
        before = {id_: self.story_of[id_] for id_ in component if id_ in self.story_of}
        return self._keep(*renamed(groups, before, self._members))

    def groups(self) -> list[tuple[str, ...]]:
        """The articles of each story, sorted."""
        return sorted(tuple(sorted(members)) for members in self._members.values() if members)

    def _component(self, id_: str) -> list[str] | None:
        """The articles that links lead to, sorted; None where they are too many."""
        found, ahead = {id_}, [id_]
        while ahead:
            new = self._linked(ahead.pop()) - found
            found |= new
            ahead += new
            if len(found) > self._thresholds.component:
                return None
        return sorted(found)

    def _linked(self, id_: str) -> set[str]:
        return {other for other, value in self._odds[id_].items() if value > self._thresholds.joined}

    def _all_odds(self, ids: list[str]) -> dict[Pair, float]:
        return {pair(one, other): self._between(one, other) for one, other in combinations(ids, 2)}

    def _between(self, one: str, other: str) -> float:
        """The log-odds of two articles, remembered."""
        known = self._odds[one].get(other)
        if known is not None:
            return known
        first, second = self._articles[one], self._articles[other]
        far = gap(first.vector, second.vector) > self._thresholds.window
        value = self._thresholds.apart if far else self._model.log_odds(first, second)
        self._odds[one][other] = self._odds[other][one] = value
        return value

    def _join(self, article: Weighted) -> tuple[Change, ...]:
        """An article into the story that it is nearest to, or into one of its own; nothing else moves."""
        id_ = article.vector.id
        stories = sorted({self.story_of[other] for other in self._linked(id_)})
        log_odds, nearest = max(
            ((self._likelihood(id_, story), story) for story in stories), default=(self._thresholds.apart, "")
        )
        story = nearest if log_odds > self._thresholds.joined else id_
        what: Literal["joined", "opened"] = "joined" if story == nearest else "opened"
        return self._keep({id_: story}, (Change(what=what, story=story, article=id_),))

    def _likelihood(self, id_: str, story: str) -> float:
        """The log-odds of an article and a story, by the latest of its articles."""
        odds = [
            self._between(id_, other) for other in islice(reversed(self._members[story]), self._thresholds.witnesses)
        ]
        most = max(self._odds[id_][other] for other in self._linked(id_) if self.story_of[other] == story)
        return likelihood(sum(odds), len(odds), most)

    def _keep(self, after: Mapping[str, str], changes: tuple[Change, ...]) -> tuple[Change, ...]:
        for article, story in after.items():
            old = self.story_of.get(article)
            if old != story:
                if old is not None:
                    del self._members[old][article]
                self._members.setdefault(story, {})[article] = None
            self.story_of[article] = story
        self.merged |= {change.before: change.story for change in changes if change.what == "merged"}
        return changes
