"""A stored article judged anew: what the rules say of its text today."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.types import Article
from pipelines.figures import judged_figures
from pipelines.judge import judge
from pipelines.rules import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the rules say of an article beside what was said before."""

    old: Article
    new: Article

    @property
    def differences(self) -> tuple[str, ...]:
        """`related → core`, `primary MA → EH`, `+topic drivers`, `-country TN`; none where the statements are the same.

        Scores and evidence may differ without a difference in what is said.
        """
        old, new = self.old, self.new
        before, after = (
            {(tag.kind, tag.name) for tag in article.tags if tag.kind != "relevance"} for article in (old, new)
        )
        found = [f"{old.relevance} → {new.relevance}"] if old.relevance != new.relevance else []
        if old.primary_country != new.primary_country:
            found.append(f"primary {old.primary_country or 'none'} → {new.primary_country or 'none'}")
        if old.figures != new.figures:
            found.append(f"figures {len(old.figures)} → {len(new.figures)}")
        found += [f"+{kind} {name}" for kind, name in sorted(after - before)]
        return (*found, *(f"-{kind} {name}" for kind, name in sorted(before - after)))


def rejudge(article: Article, rules: Rules) -> Change:
    """Judge the stored title and text by `rules`; language and everything that was read from the page stay."""
    verdict = judge(article.title, article.text, article.language, rules)
    new = replace(
        article,
        relevance=verdict.relevance,
        primary_country=verdict.primary_country,
        tags=verdict.tags,
        figures=judged_figures(article.title, article.text, verdict),
        rules_version=rules.version,
    )
    return Change(old=article, new=new)
