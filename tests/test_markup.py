"""Tags of HTML say nothing by their names and brackets; arrows are no comparisons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import moneyfacts as mf
from moneyfacts.scan.markup import shown


def said(text: str) -> list[tuple[str, str]]:
    return [(str(fact).replace("\N{NO-BREAK SPACE}", " "), fact.text) for fact in mf.extract(text)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("<b>$5 million</b>", [("USD 5 mn", "$5 million")]),
        ("It cost <b>$5</b> million.", [("USD 5 mn", "$5</b> million")]),
        ("USD <em class='price'>5.20</em>", [("USD 5.20", "USD <em class='price'>5.20")]),
        ('<span class="price" data-value="7">$7.20</span>', [("USD 7.20", "$7.20")]),
        ('<ix:nonFraction name="us-gaap:Revenues" scale="6">5,200</ix:nonFraction> million dollars', [
            ("USD 5.20 bn", "5,200</ix:nonFraction> million dollars"),
        ]),
        ("<td>($5 million)</td><td>3</td>", [("USD -5 mn", "($5 million)")]),
        ("<td>$5</td><td>million users</td>", [("USD 5", "$5")]),
        ("<p>up 5%<br>$3</p>", [("5 percent", "5%"), ("USD 3", "$3")]),
        ("</div>$5</div>", [("USD 5", "$5")]),
        ("<li>$5</li>/each", [("USD 5", "$5")]),
        ("-> $5", [("USD 5", "$5")]),
        ("=> €4 million", [("EUR 4 mn", "€4 million")]),
        ("then --> £3.50", [("GBP 3.50", "£3.50")]),
        ("a price of > $5", [("more than USD 5", "> $5")]),
        ("if a<b and c>$5", [("more than USD 5", ">$5")]),
    ],
)  # fmt: skip
def test_tags_and_arrows(text: str, stated: list[tuple[str, str]]) -> None:
    assert said(text) == stated


@pytest.mark.parametrize("text", ["-\u200e$5", "a fee of −\u200e$5", "\u200e-\u200e$5", "(-\u200e$5)"])
def test_a_mark_after_a_minus_does_not_hide_it(text: str) -> None:
    assert [(stated.split(" ")[-1], words) for stated, words in said(text)] == [("-5", text[text.index("$") - 2 : text.index("5") + 1])]


@given(st.text(st.sampled_from("<>/ab='\" \n5$\u200f-"), max_size=60))
def test_what_is_shown_keeps_every_place(text: str) -> None:
    as_read = shown(text)
    assert len(as_read) == len(text)
    assert all(one == other or one in " \n" or (one, other) == ("−", "\u200f") for one, other in zip(as_read, text, strict=True))


@pytest.mark.parametrize("text", ["5 < 6 > 4", "x <y and z> w", "a << b", "<3", "1<2>0"])
def test_what_is_no_tag_stays(text: str) -> None:
    assert shown(text) == text
