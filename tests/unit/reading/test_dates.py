"""Dates of publication: what is read, and what is refused."""

from datetime import date

import pytest

from geograph.reading.dates import parse_date

DAY = date(2015, 11, 17)


@pytest.mark.parametrize(
    "value",
    [
        "2015-11-17",
        "2015/11/17",
        "2015-11-17T23:59:59+03:00",
        "2015-11-17 08:00:00",
        "2015-11-17T08:00:00.123Z",
        "20151117",
        "20151117T080000Z",
        20151117,
        1447718400,
        1447718400000,
        "Tue, 17 Nov 2015 08:00:00 +0300",
        "17 Nov 2015 08:00 GMT",
        "Tuesday, November 17, 2015",
        "November 17, 2015 at 8:05 am",
        "Nov. 17, 2015",
        "17th November 2015",
        "17-Nov-2015",
        "17/11/2015",
        "11/17/2015 10:00",
        "17.11.2015",
        "  17   November\n2015 ",
    ],
)
def test_read(value: object) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "",
        "yesterday",
        "11/12/2015",
        "2015",
        "2015-11",
        "November 2015",
        "2015-13-01",
        "2015-02-30",
        "31 June 2015",
        "17 Brumaire 2015",
        "17 November 2015 or so",
        "2015-11-17 maybe",
        "17/11/15",
        17,
        1e30,
        float("nan"),
        "9" * 5000,
        [2015],
        "0000-01-01",
    ],
)
def test_refused(value: object) -> None:
    assert parse_date(value) is None


def test_day_and_month_alike_leave_no_doubt() -> None:
    assert parse_date("11/11/2015") == date(2015, 11, 11)
