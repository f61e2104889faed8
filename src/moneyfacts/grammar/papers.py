"""Amounts as papers and speech have them: cheques, labels of forms and receipts, the books of old money, a dollar fifty.

>>> [rule.name for rule in RULES][-1]
'<number> and <cents>/100 <currency>'
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from moneyfacts.grammar import doubt
from moneyfacts.grammar.amounts import CURRENCY, Built, money
from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.numerals import numeral_of
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.numbers import EXACT

_HUNDRED = Decimal(100)
_SHILLINGS_IN_A_POUND, _PENCE_IN_A_SHILLING = 20, Decimal(12)
#: The most decimals of an old sum that is read; thirds of a penny have no end of them.
_PLACES = 4


def _on_a_cheque(found: Found, context: Any) -> Built | None:
    """``One hundred and 45/100 dollars``: the cents as hundredths."""
    number = found.node("number").means.get("num")
    if found.means("hundred", "num").value != _HUNDRED or (number is not None and number.shape == "year"):
        return None
    return money(found, context, "<number> and <cents>/100 <currency>")


def _labelled(found: Found, context: Any) -> Built | None:
    """``Total (USD): 45.00``: the currency in brackets behind a label."""
    i, number = found.match.start(), found.node("number").means.get("num")
    if i and ("number" in found.sheet.classes(i - 1) or isinstance(found.sheet.nodes[i - 1], Figure)):
        return None
    if number is None or number.shape == "year" or not ("colon" in found or doubt.moneylike(number)) or doubt.noun_after(found):
        return None
    return money(found, context, "(<currency>) <number>")


def _old_money(found: Found, context: Any) -> Built | None:
    """``£3 10s 6d``: shillings and old pence, where they make an exact decimal."""
    code, part = found.means("shilling", "oldshilling").split()
    shillings = numeral_of(found.node("shillings")).value
    if shillings >= _SHILLINGS_IN_A_POUND:
        found.stop = found.at("shillings")  # `£5 60s furniture`
        return money(found, context, "<currency> <number>")
    built = money(found, context, "<pounds> <shillings> <pence>")
    if built is None or code not in currencies.candidates(built[0].sense) or built[0].quantum < 1:
        return None
    if "pence" in found:
        shillings = EXACT.add(shillings, EXACT.divide(numeral_of(found.node("pence")).value, _PENCE_IN_A_SHILLING))
    if int(shillings.as_tuple().exponent) < -_PLACES:
        return None
    figure = built[0]
    figure.value = figure.low = figure.high = EXACT.add(figure.value, EXACT.multiply(shillings, Decimal(part)))  # type: ignore[arg-type]
    figure.quantum = Decimal((0, (1,), int(figure.value.as_tuple().exponent)))
    return built


def _one_and_more(found: Found, context: Any) -> Built | None:
    """``a dollar fifty``: an article is *one* where cents or a half follow."""
    return money(found, context, "a <currency>")


_PHRASE_ENDS = r"(?:<stop|comma|close|semicolon|quote|preposition|perword|the|opener|coordinator|subject>|\Z)"
_SHILLINGS = r"(?P<shillings><small|atom>)(?P<shilling><oldshilling>)"
_PENCE = r"(?P<pence><small|atom>)<oldpenny>"

RULES = (
    Rule("<sign> <number> <shillings> <pence>", rf"(?P<currency><sign>)(?P<number><.num>){_SHILLINGS}(?:{_PENCE})?", _old_money),
    Rule("<number> <name> <shillings> <pence>", rf"(?P<number><number>)(?P<currency><name>)<comma>?<and>?{_SHILLINGS}(?:<comma>?<and>?{_PENCE})?", _old_money),
    Rule(
        "a <currency> and cents",
        rf"(?P<number><article>)(?P<currency><name>)(?=<and>?<number><minor>|(?:<_two>|<_numeral|tensword>){_PHRASE_ENDS}|<and><article>?<fraction>(?!<of|scale|time|article|the|word>))",
        _one_and_more,
    ),
    Rule(
        "(<currency>) <number>",
        rf"<open><preposition>?(?P<currency><sign|code|codeword|name|abbr>)(?P<scale2><.scalesign>|<scale>)?<close>(?P<colon><colon>)?(?P<number><_num>)(?!<{CURRENCY}|percent|minor|time|unit|counted|scale|month>|<.number|hyphen|colon|slash>|<of>)",
        _labelled,
    ),
    Rule(
        "<number> and <cents>/100 <currency>",
        r"(?P<number><number>)(?:<and>(?:(?P<cents><two>)|<zero>)|<zero>)<.slash>(?P<hundred><.num>)(?P<currency><name|abbr|code|sign>)(?!<.?number>)",
        _on_a_cheque,
    ),
)  # fmt: skip
