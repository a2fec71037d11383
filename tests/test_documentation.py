"""What a user can say is written down: commands, settings, topics, formats, exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import settings
from corpus.exports import FORMATS
from corpus.exports.columns import columns
from corpus.figures import FIGURE_KINDS, QUALIFIERS
from corpus.languages import SPOKEN_ARABIC
from corpus.taxonomy import COUNTRIES, RELEVANCE, TOPICS
from corpus.types import ACCESS, FAILURE_CLASSES, REJECTED_REASONS
from crawler.commands.export import FILTERS
from crawler.plan import ARGUMENTS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = README + "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
COMMANDS = sorted(path.stem for path in (ROOT / "crawler" / "commands").glob("*.py") if path.stem != "__init__")
#: As `Language(…, method="words")` and `return "zgh", 0.95, "script-tifinagh"` write them.
METHODS = sorted(
    {
        method
        for module in ("language.py", "scripts.py")
        for method in re.findall(
            r'"((?:script|words|hint|too|langdetect|unsure)[a-z-]*)"',
            (ROOT / "pipelines" / module).read_text(encoding="utf-8"),
        )
    }
)
OURS = sorted(set(re.findall(r'_env\("([A-Z_]+)"', (ROOT / "settings.py").read_text(encoding="utf-8"))))
TARGETS = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`scrapy {command}" in README or f"scrapy {command}" in README


@pytest.mark.parametrize("name", OURS)
def test_every_setting_is_documented_and_exists(name: str) -> None:
    assert hasattr(settings, name)
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("name", [*TOPICS, *COUNTRIES, *RELEVANCE])
def test_every_name_of_the_taxonomy_is_in_the_codebook(name: str) -> None:
    assert f"`{name}`" in CODEBOOK


@pytest.mark.parametrize("name", [*REJECTED_REASONS, *FAILURE_CLASSES])
def test_every_reason_is_in_the_codebook(name: str) -> None:
    assert f"`{name}`" in CODEBOOK


@pytest.mark.parametrize("name", [*SPOKEN_ARABIC, *METHODS])
def test_every_spoken_arabic_and_every_way_to_tell_a_language_is_in_the_codebook(name: str) -> None:
    assert f"`{name}`" in CODEBOOK


@pytest.mark.parametrize("name", ACCESS)
def test_every_degree_of_access_is_in_the_codebook(name: str) -> None:
    assert f"| `{name}` |" in CODEBOOK


@pytest.mark.parametrize("name", [*FIGURE_KINDS, *QUALIFIERS])
def test_every_kind_of_figure_and_every_qualifier_is_in_the_codebook(name: str) -> None:
    assert f"| `{name}` |" in CODEBOOK


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_of_an_export_is_documented(name: str) -> None:
    assert f"`--{name}`" in DOCS or f"--{name} " in DOCS


@pytest.mark.parametrize("column", [column.name for column in columns(authors=True)])
def test_every_column_of_an_export_is_in_the_codebook(column: str) -> None:
    assert f"`{column}`" in CODEBOOK


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_export_format_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("name", ARGUMENTS)
def test_every_argument_of_a_crawl_is_in_the_readme(name: str) -> None:
    assert f"-a {name}=" in README


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_is_documented(target: str) -> None:
    assert f"`make {target}" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_document_is_linked_from_the_readme() -> None:
    for path in sorted((ROOT / "docs").glob("*.md")):
        assert f"docs/{path.name}" in README, f"docs/{path.name} is not linked"
