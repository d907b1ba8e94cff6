"""`twin studio`: it prints an address that opens, listens on this machine only, and says what is missing."""

import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from twin.cli import studying
from twin.cli.failing import Mistyped
from twin.errors import TwinError

pytest.importorskip("uvicorn", reason="the studio needs the extra: pip install twin[studio]")


def test_it_serves_at_the_address_it_prints_until_it_is_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "twin", "studio", "grid:2x2:1", "--no-browser", "--lang", "fr"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{20,}", line)
        assert address, line
        assert "adresse" in line
        with urllib.request.urlopen(address[0], timeout=20) as page:
            assert b"studio.css" in page.read()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(address[0][:-1], timeout=20)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Mistyped, match="give another --port"):
            studying._bound(taken.getsockname()[1]).close()


def test_only_this_machine_is_listened_to() -> None:
    with studying._bound(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_missing_extra_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(TwinError, match=r"pip install .*studio"):
        studying._uvicorn()
