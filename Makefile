# Every target does its own set-up in a virtual environment (.venv); nothing is installed elsewhere.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
SHARED ?= ../shared

.PHONY: help demo crawl serve test test-slow check lint types unit eval eval-figures learn eval-reading eval-ordinary \
	eval-duplicates bench bench-duplicates bench-reading bench-tags eval-stories learn-stories clean
.DEFAULT_GOAL := help

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/run.stamp: requirements.txt
	@test -x $(PY) || .ci/make-venv $(PYTHON) $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/run.stamp
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

demo: $(VENV)/run.stamp  ## the main job on a small press of our own, no network: crawl, tag, store, export to var/demo/
	$(PY) -m tests.press.demo

crawl: $(VENV)/run.stamp  ## the same job on the real press: make crawl CONTACT=you@example.org [ARGS="-a country=MA"]
	MARSAD_CONTACT="$(CONTACT)" $(PY) -m scrapy crawl press $(ARGS)

serve: $(VENV)/run.stamp  ## the unattended service: make serve CONTACT=you@example.org
	MARSAD_CONTACT="$(CONTACT)" $(PY) scheduler.py

test: lint types unit  ## everything that CI runs

lint: $(VENV)/dev.stamp  ## ruff: rules and format
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/dev.stamp  ## mypy --strict
	$(VENV)/bin/mypy

unit: $(VENV)/dev.stamp  ## the tests; storage runs on SQLite and on a real PostgreSQL
	$(PY) -m pytest -q --durations=10

test-slow: $(VENV)/dev.stamp  ## what is too slow for CI: the language of each case in 100 interpreters, revisits by whole crawls
	MARSAD_LANGUAGE_PROCESSES=100 $(PY) -m pytest -q tests/test_language.py -k processes -o timeout=600
	MARSAD_SLOW=1 $(PY) -m pytest -q tests/test_press_revisits.py -o timeout=600

eval: $(VENV)/run.stamp  ## relevance, countries, topics against the labelled articles, per language: ARGS="development --failures"
	$(PY) -m bench.eval_tags $(ARGS)

eval-figures: $(VENV)/run.stamp  ## victims, arrests, sentences, sums … against the labelled articles: ARGS="test"
	$(PY) -m bench.eval_figures $(ARGS)

learn: $(VENV)/bench.stamp  ## learn from the labelled articles when a topic is substantially treated: five-fold scores; ARGS="--write"
	$(PY) -m bench.learn_topics $(ARGS)

eval-stories: $(VENV)/run.stamp  ## stories on the event sets: B-cubed per language and pair of languages: ARGS="development --errors 10"
	$(PY) -m bench.stories $(ARGS)

learn-stories: $(VENV)/bench.stamp  ## learn when two articles tell of one event: five-fold scores; ARGS="--write"
	$(PY) -m bench.learn_stories $(ARGS)

eval-reading: $(VENV)/bench.stamp  ## how well pages are read, field by field, beside trafilatura and newspaper4k: ARGS="--only own_ar"
	$(PY) -m bench.eval_reading --shared $(SHARED)/pages $(ARGS)

eval-ordinary: $(VENV)/run.stamp  ## how many ordinary news texts are called core or related, by language and beat: ARGS="--show 20", ARGS="--pages FOLDER"
	$(PY) -m bench.ordinary_news $(ARGS)

bench-reading: $(VENV)/run.stamp  ## pages a second and CPU ms of reading, beside trafilatura, and where the time goes
	$(PY) -m bench.reading $(ARGS)

eval-duplicates: $(VENV)/run.stamp  ## how well copies of a text are found, by language: ARGS="--errors"
	$(PY) -m bench.near_duplicates $(ARGS)

bench-duplicates: $(VENV)/dev.stamp  ## what finding copies costs as the corpus grows: ARGS="10000 100000 --postgres"
	$(PY) -m bench.duplicate_cost $(or $(ARGS),10000 100000)

bench-tags: $(VENV)/run.stamp  ## articles of 3 kB judged a second on one core, and hostile megabytes
	$(PY) -m bench.tag_speed $(ARGS)

bench: $(VENV)/run.stamp  ## articles a second, CPU and memory of a whole crawl of 2,000 generated articles
	$(PY) -m bench.crawl

clean:  ## remove the virtual environment and caches; var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
