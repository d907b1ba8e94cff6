"""When something is wrong: one sentence that helps on, and an exit code; 1 for files, 2 for what was typed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import twin
from twin.cli import failing, progress
from twin.cli.app import app
from twin.cli.places import block_count, box

SMALL = "grid:2x2:1"
TWIN = [sys.executable, "-c", "from twin.cli import main; main()"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def hears_ctrl_c() -> None:
    """Tests that run in the background of a shell ignore SIGINT, and so would what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*TWIN, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=os.environ | environment,
        preexec_fn=hears_ctrl_c if os.name != "nt" else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("info", "nowhere"), 2, ('no city "nowhere"', "saint-jumeau", "grid:6x5:7")),
        (("info", "saint-jumo"), 2, ('did you mean "saint-jumeau"?',)),
        (("info", "nowhere.osm"), 1, ('no map file "nowhere.osm"',)),
        (("info", "no/such/folder/town.osm"), 1, ("folder", "does not exist")),
        (("info", "grid:6by5"), 2, ('"6by5" is not a number of blocks', "6x5")),
        (("info", "grid:6x5:soon"), 2, ('"soon" is not a seed',)),
        (("info", "grid:0x5"), 1, ("blocks=(0, 5)", "from (1, 1)")),
        (("info", SMALL, "--bounds", "1,2,3,4"), 2, ("--bounds cuts", "map file")),
        (("info", "town.osm", "--bounds", "1,2,3"), 2, ('--bounds "1,2,3"', "west,south,east,north")),
        (("info", SMALL, "--cell", "0.01"), 1, ("cell size 0.01 m", "between 0.25 and 500 m")),
        (("info", SMALL, "--figure", "town.gif"), 2, (".png or .svg or .pdf",)),
        (("info", SMALL, "--figure", "no/such/folder/town.png"), 2, ("folder", "does not exist")),
        (("town", "--out", "town.osm"), 2, (".geojson",)),
        (("town", "--blocks", "100x100", "--out", "t.geojson"), 2, ("(60, 50)",)),
        (("list", "metric"), 2, ('did you mean "metrics"?',)),
        (("explain", "runof", SMALL), 2, ('no metric is called "runof"', 'did you mean "runoff"?')),
        (("explain", "runoff", SMALL, "--assume", "rian=60"), 2, ('no parameter is called "rian"', 'did you mean "rain"?')),
        (("explain", "runoff", SMALL, "--assume", "rain"), 2, ('--assume "rain"', "NAME=VALUE")),
        (("explain", "runoff", SMALL, "--assume", "rain=much"), 2, ('--assume "rain=much"', "NAME=VALUE")),
        (("explain", "runoff", SMALL, "--assume", "rain=inf"), 2, ('"rain" takes a number [mm]',)),
        (("compare", SMALL, "no_plan.geojson", "--figure", "a.png", "--view", "uncertainty"), 2, ("add --draws 256",)),
        (("compare", SMALL, "no_plan.geojson"), 1, ("cannot read the plan no_plan.geojson", "No such file")),
    ],
)
def test_one_sentence_that_helps_on(
    arguments: tuple[str, ...], code: int, says: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("twin: ")
    assert result.stderr.count("\n") == 1
    assert all(part in result.stderr for part in says)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not json", "not valid GeoJSON"),
        ("[1, 2]", "FeatureCollection"),
        (json.dumps({"type": "FeatureCollection", "features": [{"properties": {"intervention": "Depav"}}]}), 'did you mean "Depave"?'),
        (
            '{"type": "FeatureCollection", "features": [{"properties": {"intervention": "Depave", "where": "Halle", "to": "sand"}}]}',
            "features[0].properties: Depave: to cannot be",
        ),
    ],
)
def test_a_plan_that_cannot_be_used(content: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "projet été.geojson"
    path.write_text(content, encoding="utf-8")
    result = run("compare", SMALL, path)
    assert result.exit_code == failing.BAD_DATA
    assert "projet été.geojson" in result.stderr
    assert says in result.stderr


@pytest.mark.parametrize("language", [("--lang", "fr"), ("--lang=fr",)])
def test_a_refusal_is_told_in_french_where_french_is_asked_for(language: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "plan.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [{"properties": {"intervention": "Depav"}}]}', encoding="utf-8")
    told = run("compare", "grid:2x2:1", path, *language)
    assert told.exit_code == 1
    assert "est inconnu : peut-être « Depave » ?" in told.stderr
    assert "is unknown" in run("compare", "grid:2x2:1", path).stderr


def test_mistyped_options_and_commands_are_refused_by_name() -> None:
    for arguments, says in (
        (("cmpare",), "Did you mean 'compare'?"),
        (("info", "--lang", "de"), "'de' is not one of 'en', 'fr'"),
        (("info", "--soil", "E"), "'E'"),
        (("compare", SMALL), "PLAN"),
    ):
        result = run(*arguments)
        assert result.exit_code == failing.MISTYPED
        assert says in result.stderr


def test_a_picture_is_refused_before_the_work_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.cli.places.Where.open", lambda *_: pytest.fail("the city was opened"))
    assert run("info", SMALL, "--figure", "town.bmp").exit_code == failing.MISTYPED


def test_the_debug_variable_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWIN_DEBUG", "1")
    assert isinstance(run("info", "nowhere").exception, twin.TwinError)


def test_out_of_memory_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("twin.cli.places.Where.open", too_much)
    result = run("info", SMALL)
    assert result.exit_code == failing.BAD_DATA
    assert "larger --cell" in result.stderr


def test_a_fault_of_the_program_is_one_line_too(tmp_path: Path) -> None:
    code = "import twin.cli.places as p\ndef broken(*_): raise TypeError('oh')\np.Where.open = broken\nfrom twin.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code, "info"], capture_output=True, encoding="utf-8")
    assert done.returncode == failing.FAULT
    assert done.stderr == "twin: a fault in twin itself (TypeError: oh); TWIN_DEBUG=1 shows where\n"


def test_the_command_runs_as_a_process_with_accents_in_paths(tmp_path: Path) -> None:
    folder = tmp_path / "Données d'été"
    folder.mkdir()
    path = folder / "Ville à moi.geojson"
    made = started("town", "--blocks", "1x1", "--out", path)
    out, err = made.communicate(timeout=60)
    assert (made.returncode, err) == (0, "")
    assert str(path) in out
    read = started("info", path, "--lang", "fr", NO_COLOR="1")
    out, err = read.communicate(timeout=60)
    assert (read.returncode, err) == (0, "")
    assert "\x1b" not in out
    assert "bâtiments" in out


def test_a_console_that_lacks_our_signs_shows_question_marks() -> None:
    process = started("list", "metrics", "--lang", "fr", PYTHONIOENCODING="ascii")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert "?" in out


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = started("list", "parameters")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait(timeout=60)
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    process = started("town", "--blocks", "60x50", "--out", tmp_path / "big.geojson")
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=240)  # a single step of geometry can last, on a busy machine
    assert process.returncode == failing.INTERRUPTED
    assert err == "twin: interrupted; nothing was left half-written\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_ctrl_c_in_a_destructor_is_not_lost() -> None:
    """Python reports what destructors raise and goes on; the interrupt comes again as soon as it can."""
    code = (
        "from twin.cli.failing import keep_interrupts\n"
        "class Late:\n    def __del__(self): raise KeyboardInterrupt\n"
        "keep_interrupts()\n"
        "try:\n    Late()\n    for _ in range(10**8): pass\n"
        "except KeyboardInterrupt:\n    print('kept')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=240, preexec_fn=hears_ctrl_c)
    assert (done.stdout, done.stderr) == ("kept\n", "")


def test_help_answers_at_once_and_loads_nothing_heavy() -> None:
    loaded = "print([m for m in ('numpy', 'shapely', 'matplotlib') if m in sys.modules])"
    code = f"import sys; from twin.cli import main\ntry: main()\nfinally: {loaded}"
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, encoding="utf-8")
    assert done.stdout.endswith("[]\n")
    assert all(command in done.stdout for command in ("demo", "info", "compare", "explain", "list", "town"))


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"twin {twin.__version__}\n"


def test_completion_can_be_installed() -> None:
    process = started(_TWIN_COMPLETE="complete_bash", COMP_WORDS="twin com", COMP_CWORD="1")
    assert process.communicate(timeout=60)[0].split() == ["compare"]


def test_boxes_and_blocks_as_people_write_them() -> None:
    assert box("2.39, 47.07 2.41;47.09") == (2.39, 47.07, 2.41, 47.09)
    assert block_count("6X5") == block_count("6 × 5") == (6, 5)


class Terminal:
    """A stderr that somebody watches."""

    def isatty(self) -> bool:
        return True


def test_progress_waits_a_second_and_then_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    with progress.shown("reading") as nobody:
        assert nobody is None
    monkeypatch.setattr(progress.sys, "stderr", Terminal())
    clock, drawn = [0.0], []

    class Bar:
        task_ids = (0,)

        def add_task(self, title: str, total: float) -> None:
            drawn.append(title)

        def update(self, task: int, completed: float, description: str) -> None:
            drawn.append((completed, description))

        def start(self) -> None: ...

        def stop(self) -> None:
            drawn.append("gone")

    monkeypatch.setattr(progress, "monotonic", lambda: clock[0])
    monkeypatch.setattr(progress, "_bar", Bar)
    with progress.shown("reading") as bar:
        assert bar is not None
        bar(0.1, "streets")
        assert drawn == []
        clock[0] = 1.2
        bar(0.5, "buildings")
    assert drawn == ["reading", (0.5, "reading  buildings"), "gone"]


def test_the_bar_itself_draws_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    bar = progress._bar()
    bar.add_task("reading", total=1.0)
    assert bar.console.stderr
    bar.stop()
    assert capsys.readouterr().out == ""
