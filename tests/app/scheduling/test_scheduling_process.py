"""The planner in a process of its own."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

from app.scheduling import plan, replan
from tests.app.scheduling.problems import need, problem


def test_another_process_makes_the_same_plan():
    given = problem(*(need(f"n{number}", company=company) for number, company in enumerate(("farm", "bakery") * 3)))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as workers:
        planned = workers.submit(plan, given, iterations=50)
        repaired = workers.submit(replan, given, iterations=50)
        assert planned.result() == plan(given, iterations=50)
        assert repaired.result() == replan(given, iterations=50)


def test_it_starts_without_anything_heavy():
    told = "import sys, app.scheduling; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "sqlalchemy", "PySide6", "reportlab", "app.text", "app.clock"} & set(loaded)
