"""A lane keeps one outlet going, within its budget, until it fails too often."""

from __future__ import annotations

from corpus.types import Link, Source, Visit
from crawler.lane import AHEAD, BATCH, PATIENCE, Lane

SOURCE = Source(
    id="assada", name="Assada", home="http://127.0.0.11/", country="MA", languages=("ar",), kind="newspaper"
)


def visits(count: int, start: int = 0) -> tuple[Visit, ...]:
    urls = [f"http://127.0.0.11/{number}" for number in range(start, start + count)]
    return tuple(
        Visit(url=url, url_key=url[7:], source="assada", link=Link(url=url, via="feed", found_in="")) for url in urls
    )


def test_two_pages_leave_and_the_others_wait_for_an_answer() -> None:
    lane = Lane(source=SOURCE, budget=10)
    lane.add(visits(5))
    assert [visit.url_key[-1] for visit in lane.departures()] == ["0", "1"]
    assert lane.departures() == ()
    lane.answered(ok=True)
    assert [visit.url_key[-1] for visit in lane.departures()] == ["2"]


def test_a_visit_in_flight_is_not_added_twice() -> None:
    lane = Lane(source=SOURCE, budget=10)
    lane.add(visits(2))
    lane.departures()
    lane.add(visits(3))
    assert len(lane.ready) == 1
    lane.finished(visits(1)[0])
    lane.add(visits(1))
    assert len(lane.ready) == 2


def test_the_budget_is_the_last_word() -> None:
    lane = Lane(source=SOURCE, budget=3)
    assert lane.wants() == 3
    lane.add(visits(9))
    left = list(lane.departures())
    for _ in range(9):
        lane.answered(ok=True)
        left += lane.departures()
        if lane.waiting == 0:
            break
    assert len(left) == 3
    lane.ready.clear()
    assert lane.wants() == 0


def test_a_run_that_is_nearly_over_lets_fewer_leave() -> None:
    lane = Lane(source=SOURCE, budget=10)
    lane.add(visits(5))
    assert lane.departures(0) == ()
    assert len(lane.departures(1)) == 1
    assert len(lane.departures(None)) == 1


def test_a_full_lane_wants_nothing() -> None:
    lane = Lane(source=SOURCE, budget=1000)
    assert lane.wants() == BATCH
    lane.add(visits(AHEAD + 1))
    assert lane.wants() == 0
    lane.departures()
    assert lane.wants() == 0


def test_failures_in_a_row_stop_the_lane_and_a_success_between_does_not() -> None:
    lane = Lane(source=SOURCE, budget=1000)
    lane.add(visits(50))
    for turn in range(PATIENCE * 3):
        lane.departures()
        lane.answered(ok=turn % 2 == 0)
    assert not lane.stopped
    for _ in range(PATIENCE):
        lane.departures()
        lane.answered(ok=False)
    assert lane.stopped
    assert lane.unreachable
    assert lane.departures() == ()
    assert lane.wants() == 0


def test_an_outlet_with_one_good_endpoint_was_reached() -> None:
    lane = Lane(source=SOURCE, budget=1, endpoints_ok=1, endpoints_failed=2)
    assert not lane.unreachable
    assert Lane(source=SOURCE, budget=1, endpoints_failed=1).unreachable
    assert not Lane(source=SOURCE, budget=1).unreachable


def test_a_lane_knows_when_nothing_new_can_come() -> None:
    lane = Lane(source=SOURCE, budget=10)
    lane.asked += 2
    lane.endpoint_answered()
    assert (lane.listed, lane.hungry) == (False, True)
    lane.endpoint_failed()
    assert (lane.listed, lane.hungry) == (True, True)
    lane.caught_up = True
    assert not lane.hungry
    lane.add(visits(1))
    assert lane.hungry
    lane.departures()
    assert not lane.hungry
