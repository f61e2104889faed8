"""Sentences at the edge of a rule: where it still holds, and where it must not.

A row is a locale, a text, and the canonical text of its facts.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import moneyfacts as mf

ROWS = {
    "a scale after nothing, and after none": [
        ("en-US", "a loss of $0 million", "USD 0 mn"),
        ("en-US", "it made $0.0 billion", "USD 0.0 bn"),
        ("en-US", "zero million dollars", "USD 0 mn"),
        ("en-US", "$2 lakh crore", "USD 2 tn"),
        ("es-ES", "mil millones de euros", "EUR 1 bn"),
    ],
    "mixed units": [
        ("fr-FR", "1 USD et 23 centimes", "USD 1.23"),
        ("fr-FR", "1 USD, et 23 centimes", "USD 1; EUR 0.23"),
        ("en-US", "5 dollars 30 cents 2 dollars", "USD 5.30; USD 2"),
        ("en-US", "1.5 dollars 50", "USD 1.5"),
        ("en-US", "1.5 dollars and a half", "USD 1.5"),
        ("en-US", "5 dollars and a half", "USD 5.5"),
        ("zh-CN", "3元5角3分", "CNY 3.53"),
        ("zh-CN", "3元5角3角", "CNY 3; CNY 0.5; CNY 0.3"),
        ("en-US", "50 fils", "AED 0.50"),
        ("en-KW", "50 fils", "KWD 0.000050 k"),
        ("ar-AE", "50 فلس", "AED 0.50"),
        ("ar-TN", "500 مليم", "TND 0.000500 k"),
    ],
    "ranges": [
        ("en-US", "$5-7 million+", "USD 5 to 7 mn"),
        ("en-US", "sales would rise $5 million to $7 million", "USD 5 to 7 mn"),
        ("en-US", "sales would fall from $5 million to $7 million", "USD 5 mn; USD 7 mn"),
        ("en-US", "rose to $5 million from 3.5 million", "USD 5 mn; USD 3.5 mn"),
        ("en-US", "$5 million from 3.5 million cars", "USD 5 mn"),
    ],
    "bounds": [
        ("ja-JP", "100円から", "at least JPY 100"),
        ("ja-JP", "100円から120円に上がった", "JPY 100; JPY 120"),
        ("en-US", "$5 million+", "at least USD 5 mn"),
    ],
    "fractions and numerals": [
        ("pt-BR", "três quintos por cento", "0.6 percent"),
        ("pt-BR", "um terço por cento", ""),
        ("it-IT", "tre quinti per cento", "0.6 percent"),
        ("de-DE", "hunderthundert Euro", ""),
        ("de-DE", "hunderttausendhundert Euro", "EUR 100.1 k"),
        ("zh-CN", "三点五亿元", "CNY 0.35 bn"),
        ("zh-CN", "三点元", ""),
        ("en-US", "one point five five two million dollars", "USD 1552 k"),
        ("de-DE", "fünf Komma Euro", ""),
        ("fr-FR", "cinq virgule cinq millions d'euros", "EUR 5.5 mn"),
    ],
    "restated": [
        ("en-US", "negative five million (5 million) dollars", "USD -5 mn"),
        ("en-US", "5 percent (6 percent) ($7)", "5 percent; 6 percent; USD 7"),
    ],
    "stated rates": [
        ("en-US", "a rate of 0.92 euros per 1 dollar", "USD/EUR 0.92"),
        ("en-US", "951.3 won per 100 yen", "JPY/KRW 9.513"),
        ("en-US", "951.3 won for 100 yen", "KRW 951.3; JPY 100"),
        ("en-US", "7.25 yuan per $1", "USD/CNY 7.25"),
        ("en-US", "7.2993 yuan to 2 dollars", "CNY 7.2993; USD 2"),
        ("en-US", "7 yuan = 1 dollar", "USD/CNY 7"),
        ("en-US", "3 yuan = 5 dollars", "CNY 3; USD 5"),
        ("en-US", "0 yuan per 0 dollars", "CNY 0; USD 0"),
        ("en-US", "EUR/EUR at 1.0832", ""),
        ("en-US", "EUR/USD at 2024", ""),
        ("en-US", "the rupee was worth 86.71 against the rupee", ""),
        ("en-US", "nothing was at 86.71 against the dollar", ""),
        ("en-US", "$5 million, and 86.71 against the dollar", "USD 5 mn"),
        ("en-US", "the rupee, which lost $5 million, was at 86.71 against the dollar", "USD 5 mn; USD/INR 86.71"),
        ("en-US", "5 dollars per dollar", "USD 5"),
        ("en-US", "one crown is 100 öre", "SEK 1; SEK 1.00"),
        ("ko-KR", "원/달러 환율 1,382.5원", "USD/KRW 1382.5"),
        ("ko-KR", "원/달러 환율 1,382.5", "USD/KRW 1382.5"),
        ("ko-KR", "원/달러 환율 1,382.5유로", "EUR 1382.5"),
        ("ko-KR", "달러/달러 환율 1,382.5원", "KRW 1382.5"),
        ("ko-KR", "원/달러 환율 2024년", ""),
        ("zh-CN", "人民币对美元报0.0000001", ""),
    ],
    "a rate after the size of its move": [
        ("hi-IN", "रुपया डॉलर के मुकाबले 12 पैसे टूटकर 86.71 पर", "INR 0.12; USD/INR 86.71"),
        ("hi-IN", "डॉलर 12 पैसे टूटकर 86.71 पर", "INR 0.12"),
        ("hi-IN", "रुपया 12 पैसे टूटकर 86.71 पर", "INR 0.12"),
        ("hi-IN", "रुपया डॉलर के मुकाबले 12 पैसे टूटकर 9999999.71 पर", "INR 0.12"),
    ],
    "per": [
        ("en-US", "$5 per 0 barrels", "USD 5"),
        ("en-US", "$5 per 100 barrels", "USD 5 per 100 barrel"),
        ("en-US", "5 pounds per pound", "GBP 5 per pound"),
    ],
    "times": [
        ("en-US", "sales were 5% over last year", "5 percent"),
        ("en-US", "the highest level, $5 million, since 2019", "USD 5 mn since 2019-01-01"),
        ("en-US", "the highest $5 million since 2019", "USD 5 mn"),
        ("en-US", "2024: revenue $4 million; 2023: $3 million", "USD 4 mn in 2024; USD 3 mn in 2023"),
        ("en-US", "revenue rose $1 million to $5 million in 2024", "USD 1 mn in 2024; USD 5 mn in 2024"),
        ("zh-CN", "上月9月销售额5亿元", "CNY 0.5 bn in 2024-09"),
        ("en-US", "sales of $5 million in the quarter", "USD 5 mn"),
    ],
}


@cache
def reader(locale: str) -> mf.Normalizer:
    return mf.Normalizer(locale, reference_date=date(2025, 2, 24))


def said(locale: str, text: str) -> str:
    return "; ".join(str(fact).replace("\N{NO-BREAK SPACE}", " ") for fact in reader(locale).extract(text))


SENTENCES = (
    "It costs roughly $350,000 a month each.",
    "Fuel rose to $5 a litre.",
    "Sales in France were €4 million in 2024.",
    "One pound bought 1.25 dollars then.",
    "Nobody spoke in all of 2023.",
    "The fee is $15 an hour or more.",
)


@pytest.mark.parametrize("copies", [1, 40])
def test_what_a_sentence_says_hangs_on_no_other(copies: int) -> None:
    alone = [said("en-US", sentence) for sentence in SENTENCES]
    assert said("en-US", " ".join(SENTENCES * copies)) == "; ".join(filter(None, alone * copies))


@pytest.mark.parametrize(("locale", "text", "expected"), [row for rows in ROWS.values() for row in rows])
def test_what_is_read(locale: str, text: str, expected: str) -> None:
    assert said(locale, text) == expected
