import pytest

from benchmarks.figures import Figure, table


def test_a_percentile_takes_a_hundred_values() -> None:
    assert Figure("few", "ms", tuple(range(99))).p99 is None
    assert Figure("many", "ms", tuple(range(200, 0, -1))).p99 == 198
    assert Figure("just enough", "ms", tuple(range(1, 101))).p99 == 99


def test_the_table_shows_every_figure_beside_its_promise() -> None:
    head, rule, back, press = table(
        [Figure("back", "s", (0.5, 0.25, 4.0), 5), Figure("press", "µs", (123.4,))]
    ).splitlines()
    assert [cell.strip() for cell in head.split("|")[1:-1]][2:] == ["min", "median", "p99", "max", "n", "promise"]
    assert set(rule) == {"|", "-", ":"}
    assert [cell.strip() for cell in back.split("|")[1:-1]] == ["back", "s", "0.25", "0.50", "", "4.00", "3", "5"]
    assert [cell.strip() for cell in press.split("|")[1:-1]] == ["press", "µs", "123", "123", "", "123", "1", ""]


def test_a_figure_keeps_its_values() -> None:
    kept = Figure("back", "s", (3.0, 1.0)).as_json()
    assert (kept["values"], kept["n"]) == ([3.0, 1.0], 2)
    assert kept["median"] == pytest.approx(2)
