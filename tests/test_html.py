"""The HTML page and the notebook view: as text, and in a real browser."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import moneyfacts
from moneyfacts.facts import Amount, ExchangeRate, Fact, Facts
from moneyfacts.format.html import NOTEBOOK_TEXT, notebook, page, safe

HEADLINE = "Alibaba plans to spend at least 380 billion yuan, or $52.44 billion, over a three-year period"
HOSTILE = (
    "</style></div><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> &lt;b&gt; "
    "it cost <b>$5 million</b> (€4.6 million) \x00\x1b \u202e \" onmouseover='x' and 12.5% "
)
VOID = {"meta", "img", "br", "link", "input"}


class Outline(HTMLParser):
    """The elements of a page, and its text without tips; fails on tags that do not match."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.skipping = 0
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.skipping += self.skipping > 0 or ("class", "tip") in attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.skipping -= self.skipping > 0

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.text.append(data)


def whole(text: str, **options: Any) -> str:
    return "".join(page([("", text, moneyfacts.extract(text))], "a page", **options))


def test_the_page_shows_the_text_and_its_reading() -> None:
    shown = whole(f"{HEADLINE}.")
    outline = Outline(shown)
    assert f"{HEADLINE}." in "".join(outline.text)
    for said in ("at least CNY 380,000,000,000", "USD 52,440,000,000", "between 7.2362 and 7.2566", "over 3 years"):
        assert shown.count(said) == 2, said  # in the tip and in the table
    assert '<mark class="money" tabindex="0" id="m1">' in shown
    assert "<i>380 billion yuan</i>, or <i>$52.44 billion</i>" in shown


def test_the_page_asks_for_nothing() -> None:
    outline = Outline(whole(HEADLINE))
    assert not {"script", "link", "img", "iframe"} & set(outline.tags)
    assert [value for name, value in outline.attributes if name in ("src", "href") and not str(value).startswith("#")] == []
    assert "url(" not in whole(HEADLINE)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in outline.attributes


@pytest.mark.parametrize("path", sorted(Path("seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_the_seeds_stay_as_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.rstrip("\n") in "".join(Outline(whole(text)).text)


def test_hostile_text_stays_text() -> None:
    outline = Outline(whole(HOSTILE))
    assert {"script", "img"} & set(outline.tags) == set()
    assert {name for name, _ in outline.attributes if name.startswith("on")} == set()
    assert "document.title='owned'" in "".join(outline.text)


@given(st.text(max_size=200))
def test_any_text_stays_text(text: str) -> None:
    outline = Outline("".join(page([(f"head {text}", text, [])], text)))
    assert set(outline.tags) == {"html", "head", "meta", "title", "style", "body", "header", "h1", "main", "section", "h2", "div", "footer"}
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", safe(text))


def test_explanations_on_request() -> None:
    assert "<pre>" not in whole(HEADLINE)
    assert str(moneyfacts.extract(HEADLINE)[0].explain()).split("\n")[1] in whole(HEADLINE, explain=True)


def test_rates_have_a_column_where_there_are_some() -> None:
    assert "stated rate" in whole(HEADLINE)
    assert "stated rate" not in whole("It cost $5.")


def test_nothing_found_is_said() -> None:
    assert "No figures found." in whole("nothing here")


def test_facts_that_stand_nowhere() -> None:
    facts = [
        Fact.of(Amount.of(5, "USD"), Amount.of(4, "EUR")),
        Fact.of(ExchangeRate.of("USD", "CNY", "7.25")),
        Fact.of(Amount.of(12, "times")),
    ]
    shown = "".join(Outline(notebook(Facts(facts))).text)
    assert "USD 5" in shown
    assert "USD/CNY 7.25" in shown
    assert "12 times" in shown
    for fact in facts:
        Outline(notebook(fact))


def test_notebooks_show_the_text_with_its_figures() -> None:
    found = moneyfacts.extract(HEADLINE)
    shown = found._repr_html_()
    assert HEADLINE in "".join(Outline(shown).text)
    assert "id=" not in shown
    assert found[0].text in "".join(Outline(found[0]._repr_html_()).text)
    assert found[:1]._repr_html_() == shown


def test_notebooks_leave_a_long_text_out() -> None:
    text = "x" * NOTEBOOK_TEXT + " it cost $5"
    shown = moneyfacts.extract(text)._repr_html_()
    assert "xxx" not in shown
    assert "USD 5" in shown


def test_plain_lists_from_elsewhere_have_no_text() -> None:
    assert 'class="text"' not in Facts(list(moneyfacts.extract(HEADLINE)))._repr_html_()


MEASURE = """
const frame = document.querySelector("iframe"), inside = frame.contentDocument, look = frame.contentWindow;
const rounded = b => [b.left, b.top, b.right, b.bottom].map(Math.round);
const box = name => rounded(inside.querySelector(name).getBoundingClientRect());
const mark = inside.querySelector("mark"), tip = mark.querySelector(".tip");
const shown = () => look.getComputedStyle(tip).display;
const found = {width: inside.documentElement.scrollWidth, text: box(".text"), side: box(".side"), mark: box("mark"), before: shown()};
mark.focus();
found.focused = inside.activeElement === mark; found.after = shown(); found.tip = box(".tip");
const style = look.getComputedStyle(inside.body);
found.mark_ink = look.getComputedStyle(mark).color;
found.paper = style.backgroundColor; found.ink = style.color; found.title = inside.title + document.title;
found.strange = inside.querySelectorAll("script, img, .text b, .text [onmouseover]").length;
tip.remove();
found.words = inside.querySelector(".text").innerText;
document.body.textContent = JSON.stringify(found);
"""


def measured(shown: str, width: int, tmp_path: Path, *flags: str) -> dict[str, Any]:
    """What a browser makes of a page in a frame so many pixels wide. The page's own policy holds in the frame; the script is outside."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    frame = f'<iframe style="border:0" width="{width}" height="800" srcdoc="{html.escape(shown)}"></iframe>'
    outer = tmp_path / "outer.html"
    outer.write_text(f"<!doctype html><meta charset=utf-8><body>{frame}<script>onload = () => {{ {MEASURE} }}</script>", "utf-8")
    quiet = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", *quiet, f"--user-data-dir={tmp_path / 'profile'}", *flags]
    command += ["--virtual-time-budget=5000", "--window-size=1400,900", "--dump-dom", outer.as_uri()]
    dumped = subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()
    body = re.search(r"<body>(.*)</body>", dumped, re.DOTALL)
    assert body
    found: dict[str, Any] = json.loads(html.unescape(body[1]))
    return found


def brightness(colour: str) -> int:
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


@pytest.mark.browser
class TestBrowser:
    @pytest.mark.parametrize("width", [1280, 390, 320])
    def test_layout(self, tmp_path: Path, width: int) -> None:
        text = Path("seeds/alibaba-ai-investment.txt").read_text("utf-8") + "long" * 100
        found = measured(whole(text), width, tmp_path)
        assert found["width"] <= width
        (left, _, right, bottom), side = found["text"], found["side"]
        assert side[0] >= right if width > 1000 else side[1] >= bottom
        assert found["before"] == "none"
        assert (found["focused"], found["after"]) == (True, "block")
        assert found["tip"][0] >= left
        assert found["tip"][2] <= right
        assert found["tip"][1] >= found["mark"][1]

    @pytest.mark.parametrize(
        ("flag", "is_dark"), [("--blink-settings=preferredColorScheme=1", False), ("--blink-settings=preferredColorScheme=0", True)]
    )
    def test_light_and_dark(self, tmp_path: Path, flag: str, is_dark: bool) -> None:
        found = measured(whole(HEADLINE), 1280, tmp_path, flag)
        assert (brightness(found["paper"]) < brightness(found["ink"])) is is_dark

    @pytest.mark.parametrize(("theme", "flag"), [("true", "0"), ("false", "1")])
    def test_a_notebook_keeps_its_own_theme(self, tmp_path: Path, theme: str, flag: str) -> None:
        shown = f'<body data-jp-theme-light="{theme}">{notebook(moneyfacts.extract(HEADLINE))}'
        found = measured(shown, 1280, tmp_path, f"--blink-settings=preferredColorScheme={flag}")
        assert (brightness(found["mark_ink"]) < 300) is (theme == "true")

    def test_hostile_text_stays_text(self, tmp_path: Path) -> None:
        found = measured(whole(HOSTILE), 1280, tmp_path)
        assert (found["strange"], found["title"]) == (0, "a page")
        assert found["words"].split() == re.sub(r"[\x00\x1b]", "\N{REPLACEMENT CHARACTER}", HOSTILE).split()
