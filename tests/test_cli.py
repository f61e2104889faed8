"""The script `normalize`: arguments, formats, statuses."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shlex
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import moneyfacts
from moneyfacts.cli import main
from moneyfacts.cli.options import FORMATS

HEADLINE = "Alibaba plans to spend at least 380 billion yuan, or $52.44 billion, over a three-year period"
SCRIPT = [sys.executable, "-c", "import sys; from moneyfacts.cli import main; sys.exit(main())"]


def run(*arguments: str, stdin: str | bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
    given = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run([*SCRIPT, *arguments], input=given, capture_output=True, check=False, **options)


def say(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> str:
    """What the script prints; on failure, its one line on standard error."""
    assert main([str(argument) for argument in arguments]) == status
    said = capsys.readouterr()
    if status:
        assert said.err.startswith("normalize: ")
        assert said.err.count("\n") == 1
        return said.err
    assert said.err == ""
    return said.out


def test_text_in_blocks(capsys: pytest.CaptureFixture[str]) -> None:
    assert say(capsys, HEADLINE) == (
        "at least 380 billion yuan, or $52.44 billion, over a three-year period\n"
        "  amount      at least CNY 380,000,000,000\n"
        "  equivalent  USD 52,440,000,000\n"
        "  rate        about USD/CNY 7.2464, between 7.2362 and 7.2566\n"
        "  period      over 3 years\n"
        "  where       line 1, column 24; characters 23 to 93\n"
    )


def test_per_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\n  per         barrel\n" in say(capsys, "Brent closed at $75.30 a barrel.")


def test_json_is_an_array_of_sources(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(say(capsys, HEADLINE, "nothing here", "--format", "json"))
    assert [one["source"] for one in found] == ["text 1", "text 2"]
    assert found[0]["facts"] == [fact.to_dict() for fact in moneyfacts.extract(HEADLINE)]
    assert found[1]["facts"] == []


def test_jsonl_has_a_line_for_each_source(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in say(capsys, HEADLINE, "€5", "--format", "jsonl").splitlines()]
    assert [line["source"] for line in lines] == ["text 1", "text 2"]
    assert lines[1]["facts"][0]["amount"]["currency"] == "EUR"


def test_csv_has_a_row_for_each_figure(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(say(capsys, HEADLINE, "it rose 12.5%", "--format", "csv"))))
    assert [(row["source"], row["kind"]) for row in rows] == [("text 1", "money"), ("text 2", "percent")]
    first = rows[0]
    assert (first["value"], first["low"], first["high"], first["currency"]) == ("380000000000", "380000000000", "", "CNY")
    assert (first["equivalent"], first["equivalent_currency"], first["base"], first["quote"]) == ("52440000000", "USD", "USD", "CNY")
    assert round(Decimal(first["rate"]), 4) == Decimal("7.2464")
    assert (first["period"], first["duration"]) == ("over", "P3Y")
    assert (rows[1]["unit"], rows[1]["text"]) == ("percent", "12.5%")


def test_annotated_is_normalize(capsys: pytest.CaptureFixture[str]) -> None:
    said = say(capsys, HEADLINE, "--format", "annotated")
    assert said.replace("\xa0", " ") == "Alibaba plans to spend at least CNY 380 bn = USD 52.44 bn over P3Y\n"
    assert said.removesuffix("\n") == moneyfacts.normalize(HEADLINE)


def test_html_is_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    said = say(capsys, HEADLINE, "--format", "html")
    assert said.startswith("<!doctype html>")
    assert said.endswith("</html>\n")
    assert "<script" not in said


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_no_failure(capsys: pytest.CaptureFixture[str], name: str) -> None:
    said = say(capsys, "nothing here", "--format", name)
    assert ("nothing here" in said) == (name in ("annotated", "html"))


def test_inputs_are_headed_where_there_are_several(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("It cost $5.")
    said = say(capsys, file, "and €7", "no money")
    heads = [line for line in said.splitlines() if line.startswith("==")]
    assert heads == [f"== {file} ==", "== text 2 ==", "== text 3 =="]
    assert "==" not in say(capsys, file)
    annotated = say(capsys, file, "and €7", "--format", "annotated").replace("\xa0", " ")
    assert annotated == f"== {file} ==\nIt cost USD 5.\n== text 2 ==\nand EUR 7\n"


def test_folders_are_read_in_order_without_what_is_no_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, content in {
        "b.txt": b"$2",
        "a/z.md": b"$3",
        ".hidden": b"$4",
        ".git/x": b"$5",
        "pic.png": b"\x89PNG\0$6",
        "a.txt": b"$1",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    output = tmp_path / "c.jsonl"
    for _ in range(2):
        assert say(capsys, tmp_path, "--format", "jsonl", "--output", output) == ""
        found = [json.loads(line) for line in output.read_text().splitlines()]
        assert [Path(one["source"]).name for one in found] == ["a.txt", "b.txt", "z.md"]


@pytest.mark.parametrize("argument", ["nosuch.txt", "no/such", "nosuch.csv", "./x", "news", "my-folder"])
def test_a_word_that_looks_like_a_file_must_be_one(capsys: pytest.CaptureFixture[str], argument: str) -> None:
    assert f"{argument}: no such file" in say(capsys, argument, status=2)
    assert main(["It cost $5", argument]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("argument", ["$5.00", "€50", "$5 and/or €6", "Rs.500", "USD50", "$1.5bn", "", "see nosuch.txt"])
def test_any_other_word_is_a_text(capsys: pytest.CaptureFixture[str], argument: str) -> None:
    say(capsys, argument)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--date", "2025-13-01", "x"], "2025-13-01"),
        (["--fiscal-year-end", "march", "x"], "03-31"),
        (["--fiscal-year-end", "02-31", "x"], "'02-31' is not a month and a day of it"),
        (["--formt", "csv", "x"], "nearest: --format"),
        (["--locale", "xx-YY", "x"], "'xx-YY'"),
        (["--currency", "USDD", "x"], "nearest: 'USD'"),
        (["--kinds", "mony", "x"], "'money'"),
        (["--encoding", "utf-9", "x"], "utf_8"),
        (["--encoding", "base64", "x"], "no encoding"),
        (["--format", "xml", "x"], "choose from"),
        (["--jobs", "-1", "x"], "processes"),
        (["--colour", "x"], "--colour"),
        (["-$5m"], "put -- before"),
        (["--explain", "--format", "csv", "x"], "--explain goes with"),
        (["x", "--output", "no/such/dir"], "no/such/dir"),
        (["x", "--output", "."], "Is a directory"),
        (["--column", "price", "a text"], "--column reads files"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str) -> None:
    assert expected in say(capsys, *arguments, status=2)


def test_options_reach_the_reader(capsys: pytest.CaptureFixture[str]) -> None:
    assert "CAD 5" in say(capsys, "--locale", "en-CA", "it cost $5")
    assert "AUD 5" in say(capsys, "--currency", "AUD", "it cost $5")
    assert "in 2024 (2024-01-01 to 2024-12-31)" in say(capsys, "--date", "2025-02-24", "It earned $5 million last year.")
    assert "2024-04-01" in say(capsys, "--fiscal-year-end", "03-31", "It earned $5 million in fiscal 2025.")
    assert say(capsys, "--kinds", "percent,multiple", "up 5% to $5 million").count("where") == 1
    assert "USD -5" in say(capsys, "--", "-$5")


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    fact = moneyfacts.extract(HEADLINE)[0]
    tree = "".join(f"  {line}\n" for line in str(fact.explain()).splitlines())
    assert tree in say(capsys, HEADLINE, "--explain")
    found = json.loads(say(capsys, HEADLINE, "--explain", "--format", "json"))[0]["facts"][0]
    assert found.pop("explanation") == fact.explain().to_dict()["steps"]
    assert found == fact.to_dict()


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    said = capsys.readouterr().out
    assert all(word in said for word in ("examples:", "exit status:", "--column", *FORMATS))
    assert max(map(len, said.splitlines())) <= 140
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"normalize {moneyfacts.__version__}\n"


CONSOLE = re.findall(r"```console\n(.*?)```", Path("docs/normalize.md").read_text("utf-8"), re.DOTALL)
SHOWN = [shown.partition("\n") for block in CONSOLE for shown in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]


@pytest.mark.parametrize(("command", "expected"), [(command, expected) for command, _, expected in SHOWN], ids=range(len(SHOWN)))
def test_what_the_page_shows(tmp_path: Path, command: str, expected: str) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9 for EUR 5")
    (tmp_path / "prices.csv").write_text("name,price\nTea,€3.50\nCoffee,from $4.20\nWater,\n", "utf-8")
    script = f'normalize() {{ {shlex.join(SCRIPT)} "$@"; }}\n{command}'
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode().replace("\xa0", " ")
    assert [line.rstrip() for line in said.splitlines()] == expected.splitlines()


def test_standard_input() -> None:
    assert b"USD 5" in run(stdin="It cost $5.").stdout
    both = run("-", "€7", "--format", "jsonl", stdin="It cost $5.").stdout.splitlines()
    assert [json.loads(line)["source"] for line in both] == ["-", "text 2"]


def test_no_input_on_a_terminal_shows_the_help() -> None:
    master, terminal = pty.openpty()
    done = subprocess.run(SCRIPT, stdin=terminal, capture_output=True, check=False)
    os.close(terminal)
    os.close(master)
    assert done.returncode == 2
    assert b"examples:" in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_closed_pipe_is_no_traceback(tmp_path: Path, jobs: str) -> None:
    long = tmp_path / "long.txt"
    long.write_text("It cost $5 million.\n\n" * 60_000)
    with subprocess.Popen([*SCRIPT, str(long), "--jobs", jobs], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.parametrize(
    ("redirection", "expected"),
    [
        ("'$5' > /dev/full", "No space left on device"),
        ("'$5' --output /dev/full", "No space left on device"),
        ("'$5' >&-", "standard output is closed"),
        ("- <&-", "standard input is closed"),
    ],
)
def test_streams_that_fail(redirection: str, expected: str) -> None:
    done = subprocess.run(["bash", "-c", f"{shlex.join(SCRIPT)} {redirection}"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert expected in done.stderr.decode()


@pytest.mark.parametrize("format", FORMATS)
def test_lone_surrogates_and_controls_do_not_stop_it(format: str) -> None:
    done = run("--format", format, "It cost $5 \udce9\x01\x1b[31m.".encode(errors="surrogateescape"))  # type: ignore[arg-type]
    assert (done.returncode, done.stderr) == (0, b"")


def on_a_terminal(*arguments: str, **redirected: Any) -> tuple[int, str]:
    """Run with a terminal for standard output and error, or what is given; gives the status and what the terminal showed."""
    master, terminal = pty.openpty()
    streams = {"stdin": subprocess.DEVNULL, "stdout": terminal, "stderr": terminal, **redirected}
    with subprocess.Popen([*SCRIPT, *arguments], env={**os.environ, "TERM": "xterm", "COLUMNS": "80"}, **streams) as process:
        os.close(terminal)
        shown = b""
        try:
            while block := os.read(master, 1 << 16):
                shown += block
        except OSError:
            pass
    os.close(master)
    return process.returncode, shown.decode()


class TestProgress:
    @pytest.fixture
    def long(self, tmp_path: Path) -> str:
        file = tmp_path / "long.txt"
        file.write_text("Nothing to see here, move along.\n\n" * 40_000 + "It cost $5.\n")
        return str(file)

    def test_a_bar_on_a_terminal_beside_a_file(self, long: str, tmp_path: Path) -> None:
        status, shown = on_a_terminal(long, "--output", str(tmp_path / "out.txt"))
        assert status == 0
        assert "reading" in shown

    def test_a_bar_and_the_results_share_a_terminal(self, long: str) -> None:
        status, shown = on_a_terminal(long)
        assert status == 0
        assert "reading" in shown
        assert "USD 5" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)

    def test_none_for_short_work(self, tmp_path: Path) -> None:
        assert "reading" not in on_a_terminal("It cost $5.")[1]

    def test_none_in_a_pipe(self, long: str) -> None:
        assert on_a_terminal(long, stdout=subprocess.DEVNULL)[1].count("reading") > 0
        assert on_a_terminal(long, stdout=subprocess.PIPE)[1] == ""
        assert run(long).stderr == b""
