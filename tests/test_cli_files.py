"""The script `normalize` on files: encodings, pieces of large ones, and the file that it writes."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from moneyfacts.cli import CLOSED, inputs, main
from test_cli import HEADLINE, SCRIPT, say


class TestEncoding:
    def test_the_place_of_a_bad_byte(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        file = tmp_path / "latin.txt"
        file.write_bytes(b"x" * (inputs._BLOCK - 1) + "é".encode() + b" costs \xe9")
        assert f"{file}: byte {inputs._BLOCK + 8} (0xe9) is not utf-8" in say(capsys, file, status=2)
        assert say(capsys, file, "--errors", "replace", "--format", "annotated").endswith("costs \N{REPLACEMENT CHARACTER}\n")

    def test_utf_16_is_known_by_its_mark(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes("It cost €5.".encode("utf-16"))
        assert "try --encoding utf-16" in say(capsys, file, status=2)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "euc-kr", "shift_jis", "big5", "euc-jp"])
    @pytest.mark.parametrize("before", [0, 1, 2, 3])
    def test_the_place_is_right_across_blocks(self, tmp_path: Path, encoding: str, before: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(inputs, "_BLOCK", 8)
        head = ("a" * before + "日本" * 20).encode(encoding)
        bad = b"\x00\xd8\x00\x00" if encoding == "utf-16" else b"\xff\xff\xff\xff"
        file = tmp_path / "bad.txt"
        file.write_bytes(head + bad)
        source = inputs.Source("bad.txt", path=str(file))
        with pytest.raises(inputs.InputError) as wrong:
            list(inputs.decoded(source, inputs.Intake(encoding)))
        assert f"byte {len(head)} " in str(wrong.value)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "gb18030"])
    def test_encodings(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, encoding: str) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes("It cost €5.".encode(encoding))
        assert "characters 8 to 10" in say(capsys, file, "--encoding", encoding)

    def test_a_byte_order_mark_is_no_text(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes(b"\xef\xbb\xbf$5")
        assert "characters 0 to 2" in say(capsys, file)

    def test_line_ends_count_as_they_are(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes(b"one\r\ntwo\r\n$5")
        assert "line 3, column 1; characters 10 to 12" in say(capsys, file)


class TestPieces:
    @pytest.mark.parametrize("format", ["text", "json", "jsonl", "csv", "annotated"])
    @pytest.mark.parametrize("jobs", [1, 2])
    def test_a_file_in_pieces_reads_as_a_whole(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, jobs: int
    ) -> None:
        text = Path("seeds/earnings-release.txt").read_text("utf-8") * 10
        file = tmp_path / "all.txt"
        file.write_text(text, "utf-8")
        whole = say(capsys, file, "--format", format)
        monkeypatch.setattr(inputs, "PIECE", 3000)
        monkeypatch.setattr(inputs, "_BLOCK", 700)
        assert say(capsys, file, "--format", format, "--jobs", jobs) == whole

    def test_spans_count_from_the_start_of_the_file(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(inputs, "PIECE", 200)
        text = f"{HEADLINE}.\n\n" * 50
        file = tmp_path / "a.txt"
        file.write_text(text)
        facts = json.loads(say(capsys, file, "--format", "jsonl", "--explain"))["facts"]
        assert len(facts) == 50
        for fact in facts:
            steps = [step for step in fact["explanation"] if step["text"]]
            for part in (fact, fact["amount"], *fact["equivalents"], *fact["periods"], *steps):
                assert text[slice(*part["span"])] == part["text"]

    @pytest.mark.parametrize(
        ("text", "ends"),
        [
            ("a" * 70 + "\n\n" + "b" * 10 + "\n" + "c" * 50, "\n\n"),
            ("a" * 70 + "\r\n\r\n" + "b" * 80, "\r\n\r\n"),
            ("a" * 70 + "\n" + "b c. " * 20, "\n"),
            ("a" * 70 + ". " + "b " * 40, ". "),
            ("a" * 300, "a"),
            ("\n\n" + "a" * 90 + " " + "b" * 50, " "),
        ],
    )
    def test_where_it_is_cut(self, monkeypatch: pytest.MonkeyPatch, text: str, ends: str) -> None:
        monkeypatch.setattr(inputs, "PIECE", 100)
        pieces = list(inputs.pieces(inputs.Source("x", text=text), inputs.Intake()))
        assert "".join(piece.text or "" for piece in pieces) == text
        assert (pieces[0].text or "").endswith(ends)
        assert all(0 < len(piece.text or "") <= 100 for piece in pieces)
        assert [piece.offset for piece in pieces] == [
            text.index(piece.text or "") if i else 0 for i, piece in enumerate(pieces)
        ] or "aaa" in text

    def test_an_empty_file_is_an_input_too(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("")
        assert json.loads(say(capsys, tmp_path / "a.txt", "--format", "jsonl"))["facts"] == []


class TestOutput:
    def test_it_appears_when_it_is_complete(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        good, bad, output = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "out.jsonl"
        good.write_text("It cost $5.")
        bad.write_bytes(b"\xff")
        say(capsys, good, bad, "--format", "jsonl", "--output", output, status=2)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]
        output.write_text("before")
        say(capsys, good, bad, "--output", output, status=2)
        assert output.read_text() == "before"
        assert say(capsys, good, "--output", output) == ""
        assert "USD 5" in output.read_text()

    def test_permissions_and_links_stay(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        real, link = tmp_path / "real.txt", tmp_path / "link.txt"
        real.write_text("before")
        real.chmod(0o640)
        link.symlink_to(real)
        say(capsys, "$5", "--output", link)
        assert link.is_symlink()
        assert real.stat().st_mode & 0o777 == 0o640
        say(capsys, "$5", "--output", tmp_path / "new.txt")
        mask = os.umask(0)
        os.umask(mask)
        assert (tmp_path / "new.txt").stat().st_mode & 0o777 == 0o666 & ~mask

    def test_a_device_is_written_to_as_it_is(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert say(capsys, "$5", "--output", "/dev/null") == ""
        assert Path("/dev/null").is_char_device()

    @pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
    @pytest.mark.parametrize("jobs", ["1", "2"])
    @pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
    @pytest.mark.parametrize("wait", [0, 0.2, 1])
    def test_an_interruption_leaves_nothing(self, tmp_path: Path, jobs: str, number: signal.Signals, status: int, wait: float) -> None:
        (tmp_path / "long.txt").write_text("It cost $5 million, or €4 million.\n\n" * 200_000)
        command = [*SCRIPT, "long.txt", "--jobs", jobs, "--output", "out.txt"]
        with subprocess.Popen(
            command,
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            # A tracer that is interrupted while it holds its lock waits for ever.
            env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
            start_new_session=True,
            preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # under nohup it would be ignored
        ) as process:
            assert process.stderr
            while not any(tmp_path.glob(".out.txt.*.part")):
                time.sleep(0.01)
            time.sleep(wait)  # while the processes start, and while they work
            (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
            assert process.communicate(timeout=120) == (None, b"")
            assert process.returncode == status
        assert [path.name for path in tmp_path.iterdir()] == ["long.txt"]


class TestUnreadable:
    """What can't be read is one line on standard error, whichever step fails."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "a.txt").write_text("It cost $5.")
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
        return tmp_path

    def test_a_link_to_nowhere_is_no_text(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        assert json.loads(say(capsys, folder, "--format", "jsonl"))["source"] == str(folder / "a.txt")

    def test_texts_of_wide_characters_hold_null_bytes(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        (tmp_path / "wide.txt").write_text("It cost $5.", encoding="utf-16")
        assert "USD 5" in say(capsys, tmp_path, "--encoding", "utf-16")
        assert "USD 5" not in say(capsys, tmp_path)

    def test_a_file_that_must_not_be_opened(
        self, capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(path: object, mode: str) -> object:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(inputs, "open", refused, raising=False)
        for argument in (folder, folder / "a.txt"):
            assert say(capsys, argument, status=2) == f"normalize: {folder / 'a.txt'}: Permission denied\n"

    def test_a_folder_that_must_not_be_listed(
        self, capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(path: object) -> object:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(os, "scandir", refused)
        assert say(capsys, folder, status=2) == f"normalize: {folder}: Permission denied\n"

    def test_a_disk_that_fails(self, capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        class Failing(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                raise OSError(5, "Input/output error")

        monkeypatch.setattr(inputs, "open", lambda path, mode: Failing(), raising=False)
        assert say(capsys, folder / "a.txt", status=2) == f"normalize: {folder / 'a.txt'}: Input/output error\n"


class TestStandardOutput:
    def test_a_pipe_that_is_closed_has_its_status(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read, write = os.pipe()
        os.close(read)
        with open(write, "w") as closed:
            monkeypatch.setattr(sys, "stdout", closed)
            assert main(["It cost $5."]) == CLOSED
            print("what is left goes nowhere", flush=True)

    def test_no_stream_is_no_terminal(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stderr", None)
        assert main(["It cost $5."]) == 0
        assert "USD 5" in capsys.readouterr().out

    def test_no_records_give_nothing(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        (tmp_path / "empty.jsonl").write_text("")
        assert say(capsys, tmp_path / "empty.jsonl", "--column", "text") == ""
