"""An import of 100,000 rows whose process is killed repeatedly.

A quarter of the articles exists and is changed, one in five is a variant. Two shops begin alike: in
one the file is applied without interruption, in the other the process is killed (SIGKILL) at
moments spread over its run and started again each time. The results must be equal, row by row. Then
the import is undone, with a kill in the middle: former articles must be for sale as before, and no
new ones.

    python -m tools.drills importing [rows, 100000] [kills, 6]
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import psutil
import psycopg
from rich.console import Console

from tools.articles import articles, find_rights, write_articles
from tools.bench.pictures import peak_bytes
from tools.drills.observations import too_few
from tools.testing import databases

ROOT = Path(__file__).resolve().parents[2]
KNOWN, VARIANTS = 4, 5  # one in this many exists already; is a variant
PATIENCE_S = 3_600
console = Console()

# Contents of the database after an import, without values that differ between runs: ids and times.
WRITTEN = """
    select p.upc, p.structure, p.title_en, p.title_fr, p.is_public, o.upc, profile.properties,
        s.more::text, s.rrp_amount, record.num_in_stock,
        (select array_agg((v.number, v.status, v.content_hash)::text order by v.number)
            from catalogue_productversion v where v.product_id = p.id),
        (select array_agg((m.code, price.amount, upper_inf(price.valid))::text
                order by m.code, price.amount)
            from pricing_marketprice price join markets_market m on m.id = price.market_id
            where price.product_id = p.id),
        (select array_agg((moved.kind, moved.in_stock)::text order by moved.id)
            from inventory_stockmovement moved where moved.stock_record_id = record.id),
        (select count(*) from catalogue_productrights mark
            join catalogue_productversion v on v.id = mark.version_id where v.product_id = p.id),
        md5(p.search_document::text)
    from catalogue_product p
    left join catalogue_product o on o.id = p.parent_id
    left join catalogue_datasheet s on s.product_id = p.id
    left join partner_stockrecord record on record.product_id = p.id
    left join licensing_rightsprofile profile on profile.id = p.rights_profile_id
    where p.upc like %s order by p.upc, record.id
"""
# The part that a fan or a licensee sees now: an undone import leaves its history.
STANDS = """
    select p.upc, p.title_en, p.title_fr, p.is_public, s.more::text, s.rrp_amount,
        record.num_in_stock,
        (select content_hash from catalogue_productversion v
            where v.product_id = p.id and v.status <> 'SUPERSEDED' order by number desc limit 1),
        (select array_agg((m.code, price.amount)::text order by m.code)
            from pricing_marketprice price join markets_market m on m.id = price.market_id
            where price.product_id = p.id and price.valid @> now()),
        md5(p.search_document::text)
    from catalogue_product p
    left join catalogue_datasheet s on s.product_id = p.id
    left join partner_stockrecord record on record.product_id = p.id
    where p.upc = any(%s) order by p.upc
"""
LEFT_OF_NEW = """
    select count(*) from catalogue_product p
    left join partner_stockrecord record on record.product_id = p.id
    where p.upc like %s and p.upc <> all(%s) and (
        p.is_public or record.num_in_stock > 0
        or exists (select 1 from pricing_marketprice price
            where price.product_id = p.id and price.valid @> now())
    )
"""


@dataclass
class Import:
    """The result of the drill: duration of the steps, number of kills, and violations."""

    rows: int
    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: float = 0
    kills: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        took = "; ".join(f"{name} {seconds:.0f} s" for name, seconds in self.seconds.items())
        return (
            f"{self.rows:,} rows: {took}; most memory {self.megabytes:.0f} MB; "
            f"killed {self.kills} times; {len(self.faults)} faults"
        )


def main(rows: str = "100000", kills: str = "6") -> int:
    """Import, kill, compare and undo; fail if anything differs."""
    done = drill(int(rows), int(kills))
    print(done)
    for fault in done.faults[:20]:
        print(f"WRONG: {fault}")
    return 1 if done.faults else 0


def drill(rows: int, kills: int) -> Import:
    """Run the drill and return the result."""
    from tests.journeys.conftest import DEMO

    import_module("tools.testing.server")
    done = Import(rows)
    template = databases.ensure_template("demo", DEMO)
    names = [f"drill_{kind}_{os.getpid()}" for kind in ("whole", "killed")]
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "before.csv", Path(folder) / "after.csv"
        whole, killed = (Shop(name, done) for name in names)
        try:
            databases.clone(template, whole.name)
            code = whole.written_by(before, after, rows)
            whole.run("known articles", str(before), "--licensee", code)
            databases.clone(whole.name, killed.name)
            _compare(whole, killed, code, after, kills)
        finally:
            for name in names:
                databases.drop(name)
    return done


def _compare(whole: "Shop", killed: "Shop", code: str, file: Path, kills: int) -> None:
    done, known = whole.done, whole.known()
    before = whole.rows(STANDS, known)
    whole.run("dry run", str(file), "--licensee", code, "--dry-run")
    catalog_import = whole.catalog_import()
    whole.run("applied", "--licensee", code, "--resume", catalog_import)
    expected = whole.rows(WRITTEN, "DRILL-%")
    if len(expected) != done.rows:
        done.faults.append(f"{len(expected)} articles are there instead of {done.rows}")
    killed.interrupted(code, file, kills)
    _differ(done, "killed and resumed", expected, killed.rows(WRITTEN, "DRILL-%"))
    again = killed.run("the same file again", str(file), "--licensee", code, "--dry-run")
    if f"unchanged {done.rows:,}" not in re.sub(r"[^\w,]+", " ", again):
        done.faults.append(f"importing the same file again makes changes: {again}")
    # The undo is killed once more.
    done.faults += too_few({"kills of the import": (done.kills, kills), "rows": (len(expected), 1)})
    killed.taken_back(code)
    _differ(done, "taken back", before, killed.rows(STANDS, known))
    left = killed.rows(LEFT_OF_NEW, "DRILL-%", known)[0][0]
    if left:
        done.faults.append(f"{left} new articles are still offered, priced or in stock")


def _differ(done: Import, what: str, expected: list[Any], found: list[Any]) -> None:
    """Record the first rows that differ."""
    pairs = zip(expected, found, strict=False)
    wrong = [f"{what}: {left} is {right}" for left, right in pairs if left != right]
    if len(expected) != len(found):
        wrong.insert(0, f"{what}: {len(found)} rows instead of {len(expected)}")
    done.faults += wrong[:5]


@dataclass
class Shop:
    """A database of the drill, and the command that imports into it."""

    name: str
    done: Import
    dice: random.Random = field(default_factory=lambda: random.Random(5))

    def environment(self) -> dict[str, str]:
        """Return the variables of a process of this shop."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "shop.settings",
            "DATABASE_URL": databases.address(self.name, "shop_app"),
            "DATABASE_OWNER_URL": databases.address(self.name),
            "TERM": "dumb",
        }

    def written_by(self, before: Path, after: Path, rows: int) -> str:
        """Write both files with articles of a demo licensee; return its code."""
        command = [sys.executable, "-W", "ignore", "-m", "tools.drills.importing"]
        ran = subprocess.run(
            [*command, str(before), str(after), str(rows)],
            env=self.environment(),
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return ran.stdout.split()[-1]

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command."""
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", "manage.py", "import_catalog", *arguments],
            env=self.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, what: str, *arguments: str) -> str:
        """Run the command to its end; return its output."""
        begun = time.monotonic()
        process, most = self.begin(*arguments), 0
        # Not by resource usage, because a child's begins with the memory of this process.
        while process.poll() is None:
            with suppress(psutil.Error):
                most = max(most, peak_bytes(process.pid))
            time.sleep(0.1)
        output, _ = process.communicate()
        self.done.seconds[what] = time.monotonic() - begun
        self.done.megabytes = max(self.done.megabytes, most / 1_000_000)
        console.print(f"{what}: {self.done.seconds[what]:.1f} s, {most / 1_000_000:.0f} MB")
        if process.returncode:
            why = self.rows("select notes from sourcing_planrow where outcome = 'REFUSED' limit 3")
            raise SystemExit(f"{what} ended with {process.returncode}: {output}\n{why}")
        return output

    def interrupted(self, code: str, file: Path, kills: int) -> None:
        """Import with kills: one during the check, the others spread over the writing."""
        before = self.catalog_import()
        process = self.begin(str(file), "--licensee", code)
        while self.catalog_import() == before and process.poll() is None:
            time.sleep(0.2)
        for number in range(kills):
            share = (number - self.dice.random() / 2) / max(kills - 1, 1) if number else 0.0
            self._kill(process, "APPLYING" if number else "RECEIVED", share)
            process = self.begin("--licensee", code, "--resume", self.catalog_import())
        output, _ = process.communicate(timeout=PATIENCE_S)
        if process.returncode:
            self.done.faults.append(f"resumed, it ended with {process.returncode}: {output}")

    def taken_back(self, code: str) -> None:
        """Undo the last import; the first process is killed in the middle."""
        begun = time.monotonic()
        catalog_import = self.catalog_import(applied=True)
        process = self.begin("--licensee", code, "--undo", catalog_import)
        self._kill(process, "APPLIED", 0.5)
        self.run("taken back", "--licensee", code, "--undo", catalog_import)
        self.done.seconds["taken back"] = time.monotonic() - begun

    def _kill(self, process: subprocess.Popen[str], state: str, share: float) -> None:
        """Kill the process when a share of a step's rows is done, unless it ended before."""
        sql = """
            select state, step_done, step_total from sourcing_upload
            where public_id = %s and step_began_at is not null and step_done > 0
        """
        catalog_import = self.catalog_import(applied=state == "APPLIED")
        while process.poll() is None:
            progress = self.rows(sql, catalog_import)
            if progress and progress[0][0] == state and progress[0][1] >= share * progress[0][2]:
                process.kill()
                self.done.kills += 1
                console.print(f"killed: {self._state()}")
                break
            time.sleep(0.1)
        process.communicate()

    def _state(self) -> str:
        sql = """
            select u.state, count(*) filter (where r.done_at is not null), count(r.id)
            from sourcing_upload u left join sourcing_planrow r on r.upload_id = u.id
            group by u.id order by u.id desc limit 1
        """
        state, written, planned = self.rows(sql)[0]
        return f"{state}, {written:,} of {planned:,} planned rows written"

    def catalog_import(self, *, applied: bool = False) -> str:
        """Return the last import, or the last applied one."""
        sql = "select public_id from sourcing_upload where state = 'APPLIED' or not %s"
        return str(self.rows(f"{sql} order by id desc limit 1", applied)[0][0])

    def known(self) -> list[str]:
        """Return the existing articles."""
        sql = "select upc from catalogue_product where upc like %s"
        return [row[0] for row in self.rows(sql, "DRILL-%")]

    def rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, as a role that sees all rows."""
        with psycopg.connect(databases.address(self.name, "postgres")) as link:
            return link.execute(statement, parameters).fetchall()


def _write(before: str, after: str, rows: int) -> None:
    import django

    django.setup()
    licensee, rights = find_rights()
    write_articles(Path(before), _known(articles(rows, "DRILL", rights)))
    write_articles(Path(after), _mixed(articles(rows, "DRILL", rights)))
    print(licensee.code)


def _known(rows: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield the existing articles, with other texts, prices and stock."""
    for number, row in enumerate(_mixed(rows)):
        if number // VARIANTS % KNOWN == 0:
            words = {} if row["parent_sku"] else {"title_fr": "Ancien nom"}
            stock = {"stock_main": "7"} if row["stock_main"] else {}
            yield row | words | stock | {"price_fr": "9.90"}


def _mixed(rows: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield rows of which one in five is a variant of the previous one."""
    parent = ""
    for number, row in enumerate(rows):
        place = number % VARIANTS
        if place == 0:
            parent = row["licensee_sku"]
            yield row | {"parent_sku": "", "colour": "", "stock_main": ""}
        elif place == 1:
            yield _variant(row, parent)
        else:
            yield row | {"parent_sku": "", "colour": ""}


OWN = ("licensee_sku", "price_", "stock_", "weight_g")


def _variant(row: dict[str, str], parent: str) -> dict[str, str]:
    """Return a variant; the columns shared by variants are in its parent's row."""
    own = {name: value if name.startswith(OWN) else "" for name, value in row.items()}
    return own | {"parent_sku": parent, "colour": "navy"}


if __name__ == "__main__":
    _write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
