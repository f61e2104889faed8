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
    "whose money": [
        ("es-ES", "5 millones de pesos argentinos", "ARS 5 mn"),
        ("es-ES", "5 millones de euros argentinos", "EUR 5 mn"),
        ("fr-FR", "5 millions de dollars canadiens", "CAD 5 mn"),
        ("fr-FR", "5 millions d'euros canadiens", "EUR 5 mn"),
    ],
    "years of an era": [
        ("ja-JP", "令和6年に5億円", "JPY 0.5 bn in 2024"),
        ("ja-JP", "平成30年に5億円", "JPY 0.5 bn in 2018"),
        ("ja-JP", "令和6.5年に5億円", "JPY 0.5 bn"),
        ("zh-TW", "民國113年營收5億元", "TWD 0.5 bn in 2024"),
    ],
    "changes and ranges": [
        ("en-US", "sales fell from $5 million to $3 million", "USD 5 mn; USD 3 mn"),
        ("en-US", "a range from $5 million to $7 million", "USD 5 to 7 mn"),
        ("en-US", "a change from $5 million to $7 million", "USD 5 mn; USD 7 mn"),
        ("en-US", "a move compared with $5 million to $7 million", "USD 5 mn; USD 7 mn"),
        ("en-US", "a 70% chance of a rate cut in June 2024", "70 percent"),
    ],
    "prices": [
        ("en-US", "revenue per user of $14.80 and costs per user of $3", "USD 14.80 per user; USD 3 per user"),
        ("en-US", "$5 each", "USD 5"),
        ("en-US", "three shirts at $5 each", "USD 5 per shirt"),
        ("en-US", "apples and pears at $5 and $6 apiece", "USD 5; USD 6"),
        ("en-US", "a litre of petrol costs €1.80", "EUR 1.80 per liter"),
        ("en-US", "a litre of petrol cost €1.80 and €1.90", "EUR 1.80 per liter; EUR 1.90 per liter"),
        ("en-US", "a bag of cement sells for $9", "USD 9"),
        ("en-US", "earnings per share of Rs 23.40", "INR 23.40 per share"),
        ("en-US", "EPS $1.25", "USD 1.25 per share"),
        ("en-US", "EPS of $1.25 and sales of $5 million", "USD 1.25 per share; USD 5 mn"),
        ("en-US", "the price rose from $12 to $15 an hour", "USD 12 per PT1H; USD 15 per PT1H"),
        ("en-US", "640 pence per share from 595 pence", "GBP 6.40 per share; GBP 5.95 per share"),
        ("en-US", "rose 45 cents to $73.20 a barrel", "USD 0.45 per barrel; USD 73.20 per barrel"),
        ("en-US", "rose 5% to $73.20 a barrel", "5 percent; USD 73.20 per barrel"),
        ("en-US", "$12, $13 and $14 a barrel", "USD 12 per barrel; USD 13 per barrel; USD 14 per barrel"),
        ("en-US", "$12 in 2024, $13 a barrel", "USD 12 in 2024; USD 13 per barrel"),
        ("en-US", "gold rose to $1,950 an ounce", "USD 1.95 k per troy_ounce"),
        ("en-US", "gold at $1,950 an ounce and copper at $9 a pound", "USD 1.95 k per troy_ounce; USD 9 per pound"),
        ("en-US", "an ounce of perfume costs $50", "USD 50 per ounce"),
        ("en-US", "Shr 34 cts vs 20 cts", "USD 0.34 per share; USD 0.20 per share"),
        ("en-US", "Qtrly div 28.5 cts vs 27 cts", "USD 0.000285 k per share per P3M; USD 0.27 per share per P3M"),
        ("en-US", "Shr loss 34 cts, revs $5 mln", "USD 0.34 per share; USD 5 mn"),
    ],
    "accounting": [
        ("en-US", "Net loss of $(1.2) million", "USD -1.2 mn"),
        ("en-US", "Net loss of $(1.2)m", "USD -1.2 mn"),
        ("en-US", "USD (5) million", "USD -5 mn"),
        ("en-US", "-Rp 31.500", "IDR -31.5 k"),
        ("en-US", "Rp 0.000", "IDR 0.000000 k"),
    ],
    "restated": [
        ("en-US", "Five Million Dollars (C$5,000,000)", "CAD 5 mn"),
        ("en-US", "C$5 million (5 million dollars)", "CAD 5 mn"),
        ("en-US", "5 million dollars (5 million Canadian dollars)", "CAD 5 mn"),
        ("en-US", "$5 million ($5 million), or £3 million", "USD 5 mn; GBP 3 mn"),
        ("en-US", "5% (5 percent) and 5% (6 percent)", "5 percent; 5 percent; 6 percent"),
        ("en-US", "$5 million (5%)", "USD 5 mn; 5 percent"),
        ("en-US", "5% ($5)", "5 percent; USD 5"),
        ("en-US", "$5 (€4; 5%)", "USD 5; EUR 4; 5 percent"),
        ("en-US", "negative five million (5 million) dollars", "USD -5 mn"),
        ("en-US", "5 percent (6 percent) ($7)", "5 percent; 6 percent; USD 7"),
    ],
    "equivalents": [
        ("en-US", "HK$78 or US$10 or £7.90", "HKD 78 = USD 10 = GBP 7.90"),
        ("en-US", "HK$78 (US$10 or £7.90)", "HKD 78 = USD 10 = GBP 7.90"),
        ("en-US", "€5 — about $5.40 — each", "EUR 5 = about USD 5.40"),
        ("en-US", "$5 million, €4 million and £3 million", "USD 5 mn; EUR 4 mn; GBP 3 mn"),
        ("en-US", "about $5 million, €4 million and £3 million respectively", "about USD 5 mn; about EUR 4 mn; about GBP 3 mn"),
        ("en-US", "up to $5 million and $6 million in 2023 and 2024 respectively", "at most USD 5 mn in 2023; at most USD 6 mn in 2024"),
        ("en-US", "up to $5 million and $6 million in 2023", "at most USD 5 mn; USD 6 mn in 2023"),
        ("en-US", "5 million pesos (¥40 million)", "MXN 5 mn = JPY 40 mn"),
        ("en-US", "kr 100 (¥1,500)", "SEK 100 = JPY 1.50 k"),
        ("en-US", "¥1,500 (kr 100)", "JPY 1.50 k = SEK 100"),
        ("en-CA", "100 kr ($13)", "SEK 100 = CAD 13"),
    ],
    "clauses": [
        ("en-US", "sales, which were $5 million,", "USD 5 mn"),
        ("en-US", "The firm, which has sales of $5 million, paid $3 million in 2024.", "USD 5 mn; USD 3 mn in 2024"),
        ("en-US", "The firm, which in 2023 had sales of $5 million, paid $3 million.", "USD 5 mn in 2023; USD 3 mn"),
        ("en-US", "In 2023 sales were $5 million, while costs were $3 million.", "USD 5 mn in 2023; USD 3 mn"),
        ("en-US", "In 2023 sales were $5 million and costs were $3 million.", "USD 5 mn in 2023; USD 3 mn in 2023"),
        ("en-US", "In 2023 sales were $5 million; costs were $3 million.", "USD 5 mn in 2023; USD 3 mn"),
        ("en-US", "He paid $5 million, taking the total for 2024 to $9.6 million.", "USD 5 mn; USD 9.6 mn in 2024"),
        ("en-US", "Goodwill of $1 million and other assets of $4 million were seen in 2024.", "USD 1 mn in 2024; USD 4 mn in 2024"),
        ("en-US", "Goodwill of $1 million was seen in 2024 and $3 million paid.", "USD 1 mn in 2024; USD 3 mn"),
    ],
    "weight, pages and other homonyms": [
        ("zh-CN", "体重50磅", ""),
        ("zh-CN", "50镑", "GBP 50"),
        ("en-US", "318 pp. on war", ""),
        ("en-US", "a 5 mark score", ""),
        ("en-US", "a RON 95", ""),
        ("en-US", "a RON 350 fee", ""),
        ("en-US", "RON 350", "RON 350"),
        ("en-US", "the CUP 5", ""),
        ("en-US", "an AMD 7950 chip", ""),
        ("en-US", "a USD 5 fee", "USD 5"),
        ("en-US", "a euro or a dollar", ""),
        ("fr-FR", "un euro", "EUR 1"),
        ("en-US", "3 pp higher", "3 percentage points"),
        ("zh-CN", "两三百万元", ""),
        ("ja-JP", "数百万円", ""),
        ("zh-CN", "票价5分", "CNY 0.05"),
        ("zh-CN", "价格为5元5分", "CNY 5.05"),
        ("zh-CN", "三块五一斤", 'CNY 3.5 per "斤"'),
        ("zh-CN", "打对折", "50 percent"),
        ("en-US", "599:-", ""),
        ("sv-SE", "599:-", "SEK 599"),
    ],
    "numbers that look like the end of a sentence": [
        ("de-DE", "Am 31. März zahlte er 5 Mio. Euro.", "EUR 5 mn at 2024-03-31"),
        ("de-DE", "Im 3. Quartal 2024 waren es 5 Mio. Euro. Im 1. Halbjahr 2024 waren es 3 Euro.", "EUR 5 mn in 2024-Q3; EUR 3 in 2024-H1"),
        ("de-DE", "Am 5. Das kostete 3 Euro.", "EUR 3"),
        ("pl-PL", "W 3. kwartale 2024 r. zysk wyniósł 5 mln zł.", "PLN 5 mn in 2024-Q3"),
        ("tr-TR", "2024'ün 3. çeyreğinde 5 milyon lira kâr etti.", "TRY 5 mn in 2024-Q3"),
    ],
    "stated rates": [
        ("en-US", "$5 per pound of beef", "USD 5 per pound"),
        ("en-US", "a rate of $5 to the pound", "GBP/USD 5"),
        ("en-US", "7.25 yuan bought 1 dollar", "CNY 7.25; USD 1"),
        ("de-DE", "162,457 Yen je Euro", "EUR/JPY 162.457"),
        ("de-DE", "Der Euro kostete 162,457 Yen.", "EUR/JPY 162.457"),
        ("de-DE", "1.234 Yen je Euro", "EUR/JPY 1234"),
        ("de-DE", "1,0832 Dollar je Euro", "EUR/USD 1.0832"),
        ("en-US", "100 yen = 0.67 dollars", "JPY/USD 0.0067"),
        ("en-US", "50 yen = 0.34 dollars", "JPY 50; USD 0.34"),
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
        ("hi-IN", "रुपया डॉलर के मुकाबले 99 रुपये टूटकर 86.71 पर", "USD/INR 99"),
        ("hi-IN", "रुपया 12 पैसे टूटकर 86.71 पर", "INR 0.12"),
        ("hi-IN", "रुपया डॉलर के मुकाबले 12 पैसे टूटकर 9999999.71 पर", "INR 0.12"),
    ],
    "per": [
        ("en-US", "$5 per 0 barrels", "USD 5"),
        ("en-US", "$5 per 100 barrels", "USD 5 per 100 barrel"),
        ("en-US", "5 pounds per pound", "GBP 5 per pound"),
    ],
    "a comparison between an amount and its unit": [
        ("en-US", "it costs 3 cents more", "USD 0.03"),
        ("en-US", "it costs 3 cents more per litre", "USD 0.03 per liter"),
        ("en-US", "it costs $3 more a year", "USD 3 per P1Y"),
    ],
    "times": [
        ("en-US", "$5 million, over three years", "USD 5 mn over P3Y"),
        ("en-US", "$5 million, a share", "USD 5 mn"),
        ("en-US", "a $5 million loan due in 2026", "USD 5 mn"),
        ("en-US", "the lowest $5 million since 2019", "USD 5 mn"),
        ("en-US", "a record $5 million since 2019", "USD 5 mn since 2019-01-01"),
        ("en-US", "$5 million at the end of 2024", "USD 5 mn at 2024-12-31"),
        ("en-US", "It was $5 million by 2030, $6 million by 2035.", "USD 5 mn by 2030-12-31; USD 6 mn by 2035-12-31"),
        ("en-US", "In March 2024, $5 million was paid; in April, $6 million.", "USD 5 mn in 2024-03; USD 6 mn in 2024-04"),
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


#: A locale, a sentence, and for each fact its words and the rule that found its currency.
WORDS = [
    ("en-US", "HK$78 (US$10 or £7.90)", [("HK$78 (US$10 or £7.90)", "own")]),
    ("en-US", "Five Million Dollars (US$5,000,000) are due", [("Five Million Dollars (US$5,000,000)", "own")]),
    ("en-US", "¥1,500 ($14) in all", [("¥1,500 ($14)", "rate")]),
    ("en-US", "50 US cents, or 79 Australian cents, a share", [("50 US cents, or 79 Australian cents, a share", "own")]),
    ("en-US", "$5 million, over three years, or more", [("$5 million, over three years", "default")]),
    ("en-US", "$5 million, in 2024", [("$5 million", "default")]),
    ("en-US", "Net loss $(1.2 million) in the year", [("$(1.2 million)", "default")]),
    ("es-ES", "5 millones de euros argentinos", [("5 millones de euros", "own")]),
    ("es-ES", "5 millones de pesos argentinos", [("5 millones de pesos argentinos", "own")]),
    ("en-US", f"{'it said ' * 300}so. {'It said ' * 300}$5 million. And €4.", [("$5 million", "default"), ("€4", "own")]),
    ("tr-TR", "10 ile 20 lira arasında bir", [("10 ile 20 lira arasında", "locale")]),
    ("tr-TR", "20 ile 10 lira arasında", [("20", "locale"), ("10 lira", "locale")]),
    ("en-GB", "12 grand it was", [("12 grand", "locale")]),
    ("en-US", "Colombia lent 30 million pesos", [("30 million pesos", "context")]),
    ("en-US", "nearly C$5 million, and at least $3 million", [("nearly C$5 million", "own"), ("at least $3 million", "context")]),
    ("ko-KR", "금 1돈에 50만원을 넘었다.", [("50만원을 넘었다", "own")]),
]


@pytest.mark.parametrize(("locale", "text", "words"), WORDS)
def test_what_a_fact_covers_and_whose_money_it_is(locale: str, text: str, words: list[tuple[str, str]]) -> None:
    found = reader(locale).extract(text)
    assert [(fact.text, fact.amount and fact.amount.resolved_by) for fact in found] == words
