"""The examples of the documents for officials, run as they stand there: each `curl`, against the running service."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from bot.settings import ROOT
from tests.integration.workers.bureau import new_phone, number_in

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Bureau

pytestmark = pytest.mark.engine

PAGES = ("officials", "needs", "loan-help", "import-workers")
ADDRESS = "http://127.0.0.1:8000"


def examples(page: str) -> Iterator[str]:
    """The `curl` commands of a page, each on one line."""
    text = (ROOT / "docs" / "how-to" / f"{page}.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        joined = re.sub(r"\\\n\s*", "", block)
        # A body of JSON may go over several lines.
        parts = re.split(r"^(?=curl )", joined, flags=re.MULTILINE)
        yield from (part for part in parts if part.startswith("curl "))


EXAMPLES = [(page, example.strip()) for page in PAGES for example in examples(page)]


def a_list(file: Path) -> None:
    book = Workbook()
    for row in (("Name", "Mobile", "District", "Trade"), ("Ratan Mandal", new_phone(), "Malda", "mason")):
        book.active.append(row)
    book.save(file)


@pytest.fixture(scope="module")
def standing(bureau: Bureau) -> dict[str, str]:
    """What the numbers of the examples become: a worker, a need that waits for the official, a loan request."""
    phone, employer, borrower = new_phone(), bureau.web("en"), bureau.web("en")
    worker = bureau.worker(bureau.web("en"), "Ratan Hazra", "mason, Malda, 6 years")
    employer.presses("tool:need")
    employer.all_of("2 masons in Malda from 1 December", "any", f"Roy Construction, {phone}")
    employer.presses("set:need:identity:none")
    need = employer.presses("set:need:confirm:yes")
    borrower.presses("tool:referral")
    borrower.all_of("sewing machine, 50 thousand, Malda", "Aadhaar and PAN", "Rina Das", new_phone())
    borrower.presses("set:referral:share:yes")
    loan = borrower.presses("set:referral:confirm:confirm")
    return {"WB-1234-5678-4": worker, "N-1234-5678-4": number_in(need), "L-1234-5678-4": number_in(loan)}


def test_there_are_examples_on_every_page() -> None:
    assert {page for page, _ in EXAMPLES} == set(PAGES)


@pytest.mark.parametrize(("page", "example"), EXAMPLES, ids=[f"{page}-{n}" for n, (page, _) in enumerate(EXAMPLES)])
def test_an_example_does_what_it_says(
    bureau: Bureau, standing: dict[str, str], tmp_path: Path, page: str, example: str
) -> None:
    assert ADDRESS in example, "the address that a fresh installation has"
    a_list(tmp_path / "list.xlsx")
    for shown, real in {ADDRESS: bureau.service.url, **standing}.items():
        example = example.replace(shown, real)
    command = shlex.split(example.replace("$TOKEN", bureau.malda.token))
    done = subprocess.run(
        [*command, "--silent", "--show-error", "--write-out", "\n%{http_code}"],
        cwd=tmp_path, env={**os.environ, "no_proxy": "127.0.0.1"}, capture_output=True, text=True, encoding="utf-8",
        timeout=60, check=False,
    )  # fmt: skip
    answer, _, code = done.stdout.rpartition("\n")
    assert done.returncode == 0 and code in ("200", "201"), (example, done.stdout, done.stderr)
    if "-o" in command:
        written = (tmp_path / command[command.index("-o") + 1]).read_bytes()
        assert written[:4] == b"PK\x03\x04" or b"<svg" in written[:300], written[:200]
    else:
        assert answer.startswith(("{", "["))
