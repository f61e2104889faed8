"""When a figure holds: calendar, fiscal and relative times, with and without a reference date."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import moneyfacts as mf

TODAY = date(2025, 2, 24)


@cache
def reader(locale: str, today: date | None = TODAY, fiscal: tuple[int, int] | None = None) -> mf.Normalizer:
    return mf.Normalizer(locale, reference_date=today, fiscal_year_end=fiscal)


def times(text: str, by: mf.Normalizer) -> str:
    """The periods of a text's first fact: role, duration, start, end, label and `fiscal`; what is not there left out."""
    period = by.extract(text)[0].periods
    shown = [(p.role, p.duration, p.start, p.end, p.label, "fiscal" if p.fiscal else None) for p in period]
    return "; ".join(" ".join(str(part) for part in parts if part) for parts in shown)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("between March and June 2024", "over 2024-03-01 2024-06-30"),
        ("between June 2024 and March 2023", ""),
        ("in 2023-24", "in FY2024 fiscal"),
        ("in 2023/24", "in FY2024 fiscal"),
        ("in 2023-25", "over 2023-01-01 2025-12-31"),
        ("between March and June", "over 2024-03-01 2024-06-30"),
        ("from March to June 2024", "in 2024-03-01 2024-06-30"),
        ("in the March-June period of 2024", "in 2024-03-01 2024-06-30"),
        ("in the June quarter", "in 2024-04-01 2024-06-30"),
        ("in the June quarter of 2023", "in 2023-04-01 2023-06-30"),
        ("in the quarter to end-June 2023", "in 2023-04-01 2023-06-30"),
        ("in the three years to 2024", "in 2022-01-01 2024-12-31"),
        ("in the 1990s", "in 1990-01-01 1999-12-31 1990s"),
        ("in the 1993s", ""),
        ("in the fiscal third quarter", "in FY-Q3 fiscal"),
        ("in the previous financial year", "in FY fiscal"),
        ("since the end of 2022", "since 2022-12-31"),
        ("since the end of March 2024", "since 2024-03-31"),
        ("since the start of the year", "since 2025-01-01"),
        ("since listing in 2021", "since 2021-01-01"),
        ("by the start of 2027", "by 2027-01-01"),
        ("by the end of the year", "by 2025-12-31"),
        ("by year-end", "by 2025-12-31"),
        ("over the first nine months of 2024", "over 2024-01-01 2024-09-30"),
        ("in 2023-21", ""),
        ("in Q5 2024", ""),
        ("in the third half of 2024", ""),
        ("in the three weeks ended March 31, 2024", "in 2024-03-11 2024-03-31"),
        ("in the three days to March 3", "in 2024-03-01 2024-03-03"),
        ("in the three months ended September", "in 2024-07-01 2024-09-30"),
        ("in the three months ended January", "in 2024-11-01 2025-01-31"),
        ("in the year ended March 31", "in 2023-04-01 2024-03-31"),
        ("in the fiscal year ended June 30, 2024", "in 2023-07-01 2024-06-30 fiscal"),
        ("in fiscal 2023-24", "in FY2024 fiscal"),
        ("in FY2023-26", ""),
        ("on January 3", "at 2025-01-03 2025-01-03"),
        ("on March 3", "at 2024-03-03 2024-03-03"),
        ("on February 30", ""),
        ("in the second half", "in 2024-07-01 2024-12-31 2024-H2"),
        ("in the first half", "in 2025-01-01 2025-06-30 2025-H1"),
        ("in the third quarter", "in 2024-07-01 2024-09-30 2024-Q3"),
        ("in the first quarter", "in 2025-01-01 2025-03-31 2025-Q1"),
        ("in the last half-year", "in 2024-07-01 2024-12-31 2024-H2"),
        ("last decade", "in 2010-01-01 2019-12-31 2010s"),
        ("last quarter", "in 2024-10-01 2024-12-31 2024-Q4"),
        ("next week", "in 2025-03-03 2025-03-09 2025-W10"),
        ("last day", "in 2025-02-23 2025-02-23"),
        ("last month", "in 2025-01-01 2025-01-31 2025-01"),
        ("last January", "in 2025-01-01 2025-01-31 2025-01"),
        ("last March", "in 2024-03-01 2024-03-31 2024-03"),
        ("next January", "in 2026-01-01 2026-01-31 2026-01"),
        ("next March", "in 2025-03-01 2025-03-31 2025-03"),
        ("last February", "in 2024-02-01 2024-02-29 2024-02"),
        ("next February", "in 2026-02-01 2026-02-28 2026-02"),
        ("this February", "in 2025-02-01 2025-02-28 2025-02"),
        ("in February", "in 2025-02-01 2025-02-28 2025-02"),
        ("by January", "by 2026-01-31"),
        ("by February", "by 2025-02-28"),
        ("by December", "by 2025-12-31"),
        ("by Q1", "by 2025-03-31"),
        ("by February 23", "by 2026-02-23"),
        ("by February 24", "by 2025-02-24"),
        ("by February 25", "by 2025-02-25"),
        ("on February 24", "at 2025-02-24 2025-02-24"),
        ("on February 25", "at 2024-02-25 2024-02-25"),
        ("before December", "by 2025-11-30"),
        ("as of December", "at 2024-12-31 2024-12-31"),
        ("as of Q3 2024", "at 2024-09-30 2024-09-30"),
        ("between February and January", "over 2025-02-01 2026-01-31"),
        ("between March and March", "over 2024-03-01 2024-03-31"),
        ("in the first nine months of last year", "in 2024-01-01 2024-12-31 2024"),
        ("in 1999-00", "in FY2000 fiscal"),
        ("in 2024-2024", "over 2024-01-01 2024-12-31"),
        ("in FY69", "in FY2069 fiscal"),
        ("in FY70", "in FY1970 fiscal"),
    ],
)
def test_counted_from_a_reference_date(phrase: str, expected: str) -> None:
    assert times(f"sales of $5 million {phrase}", reader("en-US")) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("in the three months ended September", ""),
        ("in the year ended March 31", ""),
        ("on January 3", "at M01-03"),
        ("in the second half", "in H2"),
        ("last March", "in M03"),
        ("last decade", "in last-decade"),
        ("next week", "in next-week"),
        ("this half-year", "in this-half"),
        ("by December", "by M12"),
        ("by Q3", "by Q3"),
        ("by May 3", "by M05-03"),
        ("by the second half", "by H2"),
        ("by December 2030", "by 2030-12-31"),
        ("before December", "by M12"),
        ("before 2030", "by 2029-12-31"),
        ("since December", "since M12"),
        ("as of December", "at M12"),
        ("as of last year", "at last-year"),
        ("between January and June", "over M01-M06"),
        ("between last year and 2030", "over 2030-12-31"),
        ("in the third quarter of last year", "in Q3"),
        ("in FY2024", "in FY2024 fiscal"),
        ("in the first half of fiscal 2024", "in FY2024-H1 fiscal"),
        ("in the first half of fiscal 2024-25", "in FY2025-H1 fiscal"),
        ("in the first half of fiscal 2024-26", ""),
        ("in the third quarter of fiscal 2024/25", "in FY2025-Q3 fiscal"),
        ("last century", ""),
        ("in the last three months of 2024", "in 2024-10-01 2024-12-31"),
        ("in the last twelve months of 2024", "in 2024-01-01 2024-12-31"),
        ("in the last thirteen months of 2024", ""),
        ("in the first nine months of 2024", "in 2024-01-01 2024-09-30"),
        ("in the first four quarters of 2024", "in 2024-01-01 2024-12-31"),
        ("in the first five quarters of 2024", ""),
    ],
)
def test_without_a_reference_date_there_is_a_label_at_most(phrase: str, expected: str) -> None:
    assert times(f"sales of $5 million {phrase}", reader("en-US", None)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年9月销售额5亿元", "in 2024-09-01 2024-09-30 2024-09"),
        ("去年上半年销售额5亿元", "in 2024-01-01 2024-06-30 2024-H1"),
        ("今年下半年销售额5亿元", "in 2025-07-01 2025-12-31 2025-H2"),
        ("明年第一季度销售额5亿元", "in 2026-01-01 2026-03-31 2026-Q1"),
        ("上周销售额5亿元", "in 2025-02-17 2025-02-23 2025-W08"),
        ("上季度销售额5亿元", "in 2024-10-01 2024-12-31 2024-Q4"),
        ("1-3月销售额5亿元", "in 2025-01-01 2025-03-31"),
        ("1至9月销售额5亿元", "in 2025-01-01 2025-09-30"),
        ("4至9月销售额5亿元", "in 2024-04-01 2024-09-30"),
    ],
)
def test_parts_of_a_year_that_is_named_by_its_distance(text: str, expected: str) -> None:
    assert times(text, reader("zh-CN")) == expected


def test_months_with_no_year_and_no_reference_date() -> None:
    assert times("1-3月销售额5亿元", reader("zh-CN", None)) == "in M01-M03"
    assert times("去年9月销售额5亿元", reader("zh-CN", None)) == "in M09"


@pytest.mark.parametrize(
    ("phrase", "fiscal", "expected"),
    [
        ("in fiscal 2024", (3, 31), "in 2023-04-01 2024-03-31 FY2024 fiscal"),
        ("in the second half of fiscal 2024", (3, 31), "in 2023-10-01 2024-03-31 FY2024-H2 fiscal"),
        ("in Q3 FY24", (3, 31), "in 2023-10-01 2023-12-31 FY2024-Q3 fiscal"),
        ("in Q3 FY24", (12, 31), "in 2024-07-01 2024-09-30 FY2024-Q3 fiscal"),
        ("in Q4 FY24", (3, 31), "in 2024-01-01 2024-03-31 FY2024-Q4 fiscal"),
        ("in FY24", (2, 28), "in 2023-03-01 2024-02-28 FY2024 fiscal"),
        ("in FY25", (2, 28), "in 2024-02-29 2025-02-28 FY2025 fiscal"),
        ("in FY24", (2, 29), "in 2023-03-01 2024-02-29 FY2024 fiscal"),
        ("in FY25", (2, 29), "in 2024-03-01 2025-02-28 FY2025 fiscal"),
        ("in the second half of fiscal 2024", (6, 30), "in 2024-01-01 2024-06-30 FY2024-H2 fiscal"),
        ("in the first half of FY2024-25", (3, 31), "in 2024-04-01 2024-09-30 FY2025-H1 fiscal"),
        ("in Q1 FY71", (2, 29), "in 1970-03-01 1970-05-31 FY1971-Q1 fiscal"),
        ("in FY2023-24", (3, 31), "in 2023-04-01 2024-03-31 FY2024 fiscal"),
        ("in Q3 FY24", None, "in FY2024-Q3 fiscal"),
    ],
)
def test_a_fiscal_year_ends_when_the_caller_says(phrase: str, fiscal: tuple[int, int] | None, expected: str) -> None:
    assert times(f"sales of $5 million {phrase}", reader("en-US", TODAY, fiscal)) == expected


@pytest.mark.parametrize(
    ("fiscal", "expected"),
    [
        (None, "in FY2024 fiscal"),
        ((3, 31), "in 2024-04-01 2025-03-31 FY2024 fiscal"),
        ((12, 31), "in 2024-01-01 2024-12-31 FY2024 fiscal"),
    ],
)
def test_a_fiscal_year_that_is_named_by_its_start(fiscal: tuple[int, int] | None, expected: str) -> None:
    assert times("2024年度の売上高は500億円", reader("ja-JP", TODAY, fiscal)) == expected


@pytest.mark.parametrize("today", [date.min, date.max, date(2024, 2, 29)])
@pytest.mark.parametrize("phrase", ["last year", "next year", "last week", "next decade", "last quarter", "in the year ended March 31"])
def test_the_ends_of_the_calendar_are_no_error(today: date, phrase: str) -> None:
    for period in reader("en-US", today).extract(f"sales of $5 million {phrase}")[0].periods:
        assert period.start is None or period.end is None or period.start <= period.end


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("in the first quarter of last year", "in 2024-01-01 2024-03-31 2024-Q1"),
        ("in the third quarter this year", "in 2025-07-01 2025-09-30 2025-Q3"),
        ("in the first half of next year", "in 2026-01-01 2026-06-30 2026-H1"),
        ("in September last year", "in 2024-09-01 2024-09-30 2024-09"),
        ("since September last year", "since 2024-09-01"),
        ("by the end of March next year", "by 2026-03-31"),
        ("in January-March", "in 2025-01-01 2025-03-31"),
        ("in April–June last year", "in 2024-04-01 2024-06-30"),
        ("in the last quarter of last year", "in 2024-10-01 2024-12-31 2024-Q4"),
    ],
)
def test_a_part_before_its_year(phrase: str, expected: str) -> None:
    assert times(f"sales of $5 million {phrase}", reader("en-US")) == expected


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de-DE", "5 Millionen Euro im September vergangenen Jahres"),
        ("de-DE", "5 Millionen Euro im September des vergangenen Jahres"),
        ("es-ES", "5 millones de euros en septiembre del año pasado"),
        ("fr-FR", "5 millions d'euros en septembre de l'année dernière"),
        ("en-US", "In September last year the company paid 5 million euros"),
    ],
)
def test_a_part_before_its_year_elsewhere(locale: str, text: str) -> None:
    assert times(text, reader(locale)) == "in 2024-09-01 2024-09-30 2024-09"


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("de-DE", "5 Millionen Euro im Schlussquartal", "in 2024-10-01 2024-12-31 2024-Q4"),
        ("de-DE", "5 Millionen Euro im Auftaktquartal", "in 2025-01-01 2025-03-31 2025-Q1"),
        ("es-ES", "5 millones de euros en el trimestre terminado en marzo de 2024", "in 2024-01-01 2024-03-31"),
        ("es-ES", "5 millones de euros en el año terminado en marzo de 2024", "in 2023-04-01 2024-03-31"),
        ("fr-FR", "5 millions d'euros pour l'année close fin mars 2024", "in 2023-04-01 2024-03-31"),
        ("it-IT", "5 milioni di euro nel trimestre chiuso a marzo 2024", "in 2024-01-01 2024-03-31"),
        ("pt-BR", "5 milhões de euros no trimestre encerrado em março de 2024", "in 2024-01-01 2024-03-31"),
        ("ro-RO", "5 milioane de lei în prima jumătate a anului", "in 2025-01-01 2025-06-30 2025-H1"),
        ("ar-EG", "بلغت الإيرادات 5 ملايين دولار في الأشهر 9 الأولى من 2024", "in 2024-01-01 2024-09-30"),
        ("hi-IN", "मार्च तिमाही में 5 करोड़ रुपये", "in 2024-01-01 2024-03-31"),
        ("tr-TR", "geçen çeyrekte 5 milyon lira", "in 2024-10-01 2024-12-31 2024-Q4"),
        ("ar-EG", "بلغت الإيرادات 5 ملايين دولار في الربع الماضي", "in 2024-10-01 2024-12-31 2024-Q4"),
        ("ru-RU", "5 млн рублей в прошлом квартале", "in 2024-10-01 2024-12-31 2024-Q4"),
        ("tr-TR", "2024 ilk 3 çeyreğinde 5 milyon lira", "in 2024-01-01 2024-09-30"),
    ],
)
def test_spans_named_by_their_end_or_their_place(locale: str, text: str, expected: str) -> None:
    assert times(text, reader(locale)) == expected


def test_a_part_beside_a_relative_month_is_no_error() -> None:
    assert times("sales of $5 million in the first half next March", reader("en-US"))


@pytest.mark.parametrize(
    ("today", "phrase", "expected"),
    [
        ((2025, 2, 24), "by December", "by 2025-12-31"),
        ((2025, 2, 24), "by February", "by 2025-02-28"),
        ((2025, 1, 31), "by January", "by 2025-01-31"),
        ((2025, 2, 1), "by January", "by 2026-01-31"),
        ((2025, 2, 24), "by February 24", "by 2025-02-24"),
        ((2025, 2, 24), "by February 23", "by 2026-02-23"),
        ((2025, 2, 24), "by the fourth quarter", "by 2025-12-31"),
        ((2025, 2, 24), "by the first half", "by 2025-06-30"),
        ((2025, 4, 1), "in Q2", "in 2025-04-01 2025-06-30 2025-Q2"),
        ((2025, 3, 31), "in Q2", "in 2024-04-01 2024-06-30 2024-Q2"),
        ((2025, 7, 1), "in the second half", "in 2025-07-01 2025-12-31 2025-H2"),
        ((2025, 6, 30), "in the second half", "in 2024-07-01 2024-12-31 2024-H2"),
        ((2025, 6, 30), "this half-year", "in 2025-01-01 2025-06-30 2025-H1"),
        ((2025, 7, 1), "this half-year", "in 2025-07-01 2025-12-31 2025-H2"),
        ((2025, 12, 31), "next half-year", "in 2026-01-01 2026-06-30 2026-H1"),
        ((2025, 12, 31), "next month", "in 2026-01-01 2026-01-31 2026-01"),
        ((2025, 1, 1), "last month", "in 2024-12-01 2024-12-31 2024-12"),
        ((2025, 12, 31), "next quarter", "in 2026-01-01 2026-03-31 2026-Q1"),
        ((2025, 1, 1), "last quarter", "in 2024-10-01 2024-12-31 2024-Q4"),
        ((2024, 12, 30), "this week", "in 2024-12-30 2025-01-05 2025-W01"),
        ((2023, 1, 1), "this week", "in 2022-12-26 2023-01-01 2022-W52"),
        ((2030, 1, 1), "last decade", "in 2020-01-01 2029-12-31 2020s"),
        ((2029, 12, 31), "next decade", "in 2030-01-01 2039-12-31 2030s"),
        ((2025, 2, 24), "on February 24", "at 2025-02-24 2025-02-24"),
        ((2025, 2, 24), "on February 25", "at 2024-02-25 2024-02-25"),
        ((2025, 2, 24), "last February", "in 2024-02-01 2024-02-29 2024-02"),
        ((2025, 2, 24), "next February", "in 2026-02-01 2026-02-28 2026-02"),
        ((2025, 2, 24), "this February", "in 2025-02-01 2025-02-28 2025-02"),
        ((2025, 2, 24), "in the three months ended February", "in 2024-12-01 2025-02-28"),
        ((2025, 2, 24), "in the three months ended March", "in 2024-01-01 2024-03-31"),
        ((2025, 3, 1), "in the three months ended March", "in 2025-01-01 2025-03-31"),
    ],
)
def test_the_first_and_the_last_day_of_what_is_counted_from_now(today: tuple[int, int, int], phrase: str, expected: str) -> None:
    assert times(f"sales of $5 million {phrase}", reader("en-US", date(*today))) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("between 2020 and 2020", "over 2020-01-01 2020-12-31"),
        ("between 2021 and 2020", ""),
        ("between June and January", "over 2024-06-01 2025-01-31"),
        ("in the first 12 months of 2024", "in 2024-01-01 2024-12-31"),
        ("in the first 13 months of 2024", ""),
        ("in the first four quarters of 2024", "in 2024-01-01 2024-12-31"),
        ("in the first five quarters of 2024", ""),
        ("in the last three months of 2024", "in 2024-10-01 2024-12-31"),
        ("in the last 12 months of 2024", "in 2024-01-01 2024-12-31"),
        ("in the last 13 months of 2024", ""),
        ("in the last two quarters of 2024", "in 2024-07-01 2024-12-31"),
        ("in Q4 2024", "in 2024-10-01 2024-12-31 2024-Q4"),
        ("in Q5", ""),
        ("in the half-year ended June 30, 2024", "in 2024-01-01 2024-06-30"),
        ("in the week ended March 3, 2024", "in 2024-02-26 2024-03-03"),
        ("in the year ended February 2024", "in 2023-03-01 2024-02-29"),
        ("in FY69", "in FY2069 fiscal"),
        ("in FY70", "in FY1970 fiscal"),
        ("in 1999-00", "in FY2000 fiscal"),
        ("in the first half of 2024-25", "in FY2025-H1 fiscal"),
        ("in the first half of FY2024-25", "in FY2025-H1 fiscal"),
        ("in the third quarter of FY2023/24", "in FY2024-Q3 fiscal"),
        ("in Q3 FY2023-24", "in FY2024-Q3 fiscal"),
        ("in the first half of FY2024-26", ""),
        ("before March 2025", "by 2025-02-28"),
        ("before 1 March 2024", "by 2024-02-29"),
        ("before 2025", "by 2024-12-31"),
        ("over 1.5 years", "over P18M"),
        ("over 1.3 years", ""),
        ("over 1.5 months", ""),
        ("over 100,000 years", "over P100000Y"),
        ("over 100,001 years", ""),
        ("over four quarters", "over P12M"),
    ],
)
def test_the_most_and_the_least_that_a_span_can_be(phrase: str, expected: str) -> None:
    assert times(f"sales of $5 million {phrase}", reader("en-US")) == expected


def test_a_part_of_a_relative_year_in_one_phrase() -> None:
    text = "geçen yılın son çeyreğinde 5 milyon lira kazandı"
    assert times(text, reader("tr-TR")) == "in 2024-10-01 2024-12-31 2024-Q4"
    assert times(text, reader("tr-TR", None)) == "in Q4"
