"""Everything printed that is kept in a file: the output beside each example, and the parts of the README made from the code.

`make examples` (python tests/examples/refresh.py) writes them anew; `--check` only says what is out of date.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))
README = ROOT / "README.md"


def printed(script: Path) -> str:
    """What an example prints, run as anyone would run it, in an empty folder."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, str(script)], cwd=folder, env=environment, capture_output=True, timeout=120)
    if done.returncode:
        raise AssertionError(f"{script.name} failed:\n{done.stderr.decode()}")
    return done.stdout.decode().replace("\r\n", "\n")


def kept(script: Path) -> Path:
    """The file beside an example that holds what it prints."""
    return script.with_suffix(".out")


def metrics_table() -> str:
    """The registry of metrics as a Markdown table."""
    from twin.metrics import METRICS

    rows = ["| key | what it is | unit | better | what it leaves out |", "|---|---|---|---|---|"]
    for m in METRICS.values():
        rows.append(f"| `{m.key}` | {m.label()} | {m.unit if m.unit != '1' else '–'} | {m.better} | {m.caveat} |")
    return "\n".join(rows)


def interventions_table() -> str:
    """The registry of interventions as a Markdown table."""
    from twin.interventions import INTERVENTIONS

    rows = ["| name | what is done | settings |", "|---|---|---|"]
    for name, kind in INTERVENTIONS.items():
        summary = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
        rows.append(f"| `{name}` | {summary} | {', '.join(f'`{field}`' for field in kind.model_fields)} |")
    return "\n".join(rows)


def parts() -> dict[str, str]:
    """The parts of the README that come from the code, by the name of their marker."""
    first = ROOT / "examples" / "01_first_minute.py"
    code, output = first.read_text(encoding="utf-8"), kept(first).read_text(encoding="utf-8")
    return {
        "first minute": f"```python\n{code}```\n\n```text\n{output}```",
        "metrics": metrics_table(),
        "interventions": interventions_table(),
    }


def fresh_readme(text: str) -> str:
    """The README with every marked part as the code has it now."""
    for name, part in parts().items():
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not marked.search(text):
            raise AssertionError(f'README.md has lost its marker "<!-- {name} -->"')
        text = marked.sub(lambda found, part=part: f"{found[1]}{part}\n{found[2]}", text)
    return text


def main() -> int:
    """Write or check; returns how many files were out of date."""
    check, stale = "--check" in sys.argv, 0
    todo = [(kept(script), lambda script=script: printed(script)) for script in SCRIPTS]
    todo.append((README, lambda: fresh_readme(README.read_text(encoding="utf-8"))))
    for path, make in todo:
        fresh = make()
        same = path.exists() and path.read_text(encoding="utf-8") == fresh
        stale += not same
        print(f"{'as kept' if same else 'DIFFERS' if check else 'written'}  {path.relative_to(ROOT)}", flush=True)
        if not same and not check:
            path.write_text(fresh, encoding="utf-8", newline="\n")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main())
