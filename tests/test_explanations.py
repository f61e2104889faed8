"""Explanations: each rule by its name, the words that it read, and the order of the steps.

The names are what `explain` shows and what people search for; so each that a text can lead to stands here with a sentence of its own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import moneyfacts as mf

OPTIONS: dict[str, Any] = {"reference_date": date(2025, 2, 24)}

#: A rule: a locale, a sentence, and the words that the rule read there.
RULES = {
    "<currency> <number> <scale>": ("en", "It cost C$1.2 million in all.", "C$1.2 million"),
    "<number> <scale> <currency>": ("en", "Only 5¢ a pop!", "5¢"),
    "<currency name> <number> <scale>": ("hi", "रु. 1,500 में मिलेगा", "रु. 1,500"),
    "<currency>(<number>)": ("en", "Net loss\t$(1,234)", "$(1,234)"),
    "(<amount>)": ("en", "Operating result\t($5 million)\nTax\t$1 million", "($5 million)"),
    "<number> grand": ("en-GB", "cost me 12 grand mate", "12 grand"),
    "<amount> <minor amount>": ("en-GB", "Sherbet, £3 10p the lot", "£3 10p"),
    "<number> <percent>": ("en", "It rose 12.5 pct.", "12.5 pct"),
    "<number> times": ("en", "It trades at 14 times earnings.", "14 times"),
    "<number>fold": ("en", "Output of the quarry has grown twofold.", "twofold"),
    "<low> to <high>": ("en", "Line cook, $18-$22/hr DOE", "$18-$22"),
    "<number>": ("en", "Bid 20 to 25 cents for it.", "20"),
    "<number> and <amount>": ("en", "The two day passes are 51 and 42 eur.", "51"),
    "<amount> from <number>": ("en", "Tin up to 4,130 stg a tonne from 4,095", "4,095"),
    "<at_least> <amount>": ("en", "Spend at least €40.", "at least €40"),
    "<amount> <at_least>": ("en", "Spend €40 or more and the mug is free.", "€40 or more"),
    "<amount>+": ("en-GB", "OTE £65k+, car allowance £500 pm", "£65k+"),
    "from <price>": ("en", "Prices start from 12,500 dirhams.", "from 12,500 dirhams"),
    "<at_least verb> ... from <amount>": ("ar", "يبدأ سعر السيارة من 89,900 ريال شاملا الضريبة.", "من 89,900 ريال"),
    "<more_than> <amount>": ("en", "It lost more than £3 million.", "more than £3 million"),
    "<amount> <more_than>": ("ko", "금 1돈에 50만원을 넘었다.", "50만원을 넘었다"),
    "<more_than verb> ... <amount>": ("ar-EG", "تجاوزت أرباح البنك 9 مليارات جنيه.", "9 مليارات جنيه"),
    "<at_most> <amount>": ("en-GB", "Up to £45k pa + 10% bonus", "Up to £45k"),
    "<amount> <at_most>": ("en", "Repairs came to $200 tops.", "$200 tops"),
    "<at_most verb> ... <amount>": ("ar", "لم يتجاوز النمو 2 في المائة هذا العام.", "2 في المائة"),
    "<less_than> <amount>": ("en", "search: used bikes < $500", "< $500"),
    "<amount> <less_than>": ("ko", "5억 원에 못 미친다.", "5억 원에 못 미친"),
    "<about> <amount>": ("en", "Scrap value ≈ €5,000", "≈ €5,000"),
    "<amount> <about>": ("en-GB", "it's 15 quid or so on the train", "15 quid or so"),
    "<nearly> <amount>": ("en", "The winning bid was just shy of $1 billion.", "just shy of $1 billion"),
    "<amount> <nearly>": ("ja", "設備投資は今後3年間で計900億円弱を見込む。", "900億円弱"),
    "<just_over> <amount>": ("en", "Just over $2 was left on the card.", "Just over $2"),
    "<amount> <just_over>": ("ja", "昨年度の補助金は総額34億円余りだった。", "34億円余り"),
    "<amount> <phrase>": ("en", "Only 5¢ a pop!", "5¢ a pop"),
    "<amount> (<equivalent>)": ("en", "fees: 0.00042 BTC (~$41)", "0.00042 BTC (~$41)"),
    "<amount> or <equivalent>": ("en", "A taxi to town is 250 rand, or about $13.50.", "250 rand, or about $13.50"),
    "rate <against>": ("en", "The real weakened 0.7% to 5.74 per dollar.", "5.74 per dollar"),
    "rate <bought>": ("en", "One euro bought 1.0832 dollars at noon.", "One euro bought 1.0832 dollars"),
    "rate <either>": ("zh-TW", "英鎊兌新台幣跌破41元。", "英鎊兌新台幣跌破41元"),
    "rate <equals>": ("en", "1 ETH = 2,655.40 USDT", "1 ETH = 2,655.40 USDT"),
    "rate <level>": ("en", "Sterling fell 0.4% to $1.2650 after the vote.", "$1.2650"),
    "rate <moved>": ("ko", "원/달러 환율은 전 거래일보다 5.4원 내린 1431.2원에 거래를 마쳤다.", "1431.2원"),
    "rate <pair>": ("en", "It left USD/CHF 0.8815 behind.", "USD/CHF 0.8815"),
    "rate <per>": ("en", "Sterling: $1.2650 to the pound", "$1.2650 to the pound"),
    "rate <unit>": ("en", "It was Rs 83.40 to $1 on that day.", "Rs 83.40 to $1"),
    "at calendar": ("en", "He was paid $12,000 on 3 March 2024.", "on 3 March 2024"),
    "before calendar": ("en", "We need $40,000 before March 2025.", "before March 2025"),
    "by calendar": ("en", "The port will cost $3 billion by 2030.", "by 2030"),
    "in calendar": ("en", "FY24 capex: $130 million", "FY24"),
    "since calendar": ("en", "The festival has lost £4m since 2019.", "since 2019"),
    "over ahead": ("en", "A five-year $2 billion road plan was unveiled.", "A five-year"),
    "over between": ("en", "Prices rose tenfold between 1914 and 1923.", "between 1914 and 1923"),
    "over calendar": ("en", "It will spend $1.2 billion over the next decade.", "over the next decade"),
    "over duration": ("en", "The sponsor pays £6m for five years.", "for five years"),
    "per <time>": ("en", "Qtrly div 28.5 cts", "Qtrly"),
}

#: A sentence, and all steps of its facts, in order: the part, the rule, the words.
STEPS = {
    "It will spend at least 380 billion yuan, or $52.44 billion, over a three-year period.": [
        ("amount", "<number> <scale> <currency>", "380 billion yuan"),
        ("amount", "<at_least> <amount>", "at least 380 billion yuan"),
        ("amount", "<amount> or <equivalent>", "at least 380 billion yuan, or $52.44 billion"),
        ("amount", "<amount> <phrase>", "at least 380 billion yuan, or $52.44 billion, over a three-year period"),
        ("equivalents[0]", "<currency> <number> <scale>", "$52.44 billion"),
        ("rates[0]", "implied by <amount> and <equivalent>", "at least 380 billion yuan, or $52.44 billion, over a three-year period"),
        ("periods[0]", "over duration", "over a three-year period"),
    ],
    "Tin rose to about $4,130 a tonne in 2024.": [
        ("amount", "<currency> <number> <scale>", "$4,130"),
        ("amount", "<about> <amount>", "about $4,130"),
        ("amount", "<amount> <phrase>", "about $4,130 a tonne"),
        ("amount", "<amount> <phrase>", "about $4,130 a tonne in 2024"),
        ("per", "stated", "a tonne"),
        ("periods[0]", "in calendar", "in 2024"),
    ],
    "One euro bought 1.0832 dollars at noon.": [
        ("rates[0]", "rate <bought>", "One euro bought 1.0832 dollars"),
    ],
}


def steps(text: str, locale: str = "en") -> list[tuple[str, str, str]]:
    return [(step.part, step.rule, step.text) for fact in mf.extract(text, locale=locale, **OPTIONS) for step in fact.explain().steps]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_a_name_and_its_words(rule: str) -> None:
    locale, text, words = RULES[rule]
    assert (rule, words) in [(name, said) for _, name, said in steps(text, locale)]


@pytest.mark.parametrize("text", STEPS)
def test_steps_go_from_the_number_outwards(text: str) -> None:
    assert steps(text) == STEPS[text]


@pytest.mark.parametrize("rule", RULES)
def test_each_step_shows_where_its_words_stand(rule: str) -> None:
    locale, text, _ = RULES[rule]
    for before in ("", "Nobody in the hall said a word. "):
        for fact in mf.extract(before + text, locale=locale, **OPTIONS):
            plain = fact.explain().to_dict()
            assert all((before + text)[slice(*step["span"])] == step["text"] for step in plain["steps"])
            assert (plain["kind"], plain["text"], tuple(plain["span"])) == (fact.kind, fact.text, fact.span)
            whole = fact.to_dict()
            for step in plain["steps"]:
                name, _, number = step["part"].rstrip("]").partition("[")
                if step["result"] is not None:
                    assert step["result"] == (whole[name][int(number)] if number else whole[name])


def test_a_detected_language_is_named() -> None:
    [fact] = mf.extract("Der Umsatz stieg im vergangenen Jahr auf 5 Millionen Euro", locale=None)
    assert ("amount", "language de", "5 Millionen Euro") in [(step.part, step.rule, step.text) for step in fact.explain().steps]


def test_canonical_text_is_read_by_one_rule() -> None:
    fact = mf.parse("at least $5 million (€4 million) a year over three years")
    again = mf.parse(str(fact))
    amounts = [step for step in again.explain().steps if step.part in ("amount", "equivalents[0]")]
    assert [(step.rule, step.text) for step in amounts] == [("canonical", str(fact))] * 2
    rate = mf.parse(str(mf.parse("7.25 yuan per dollar")))
    assert [(step.part, step.rule) for step in rate.explain().steps] == [("rates[0]", "canonical")]
