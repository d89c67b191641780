"""Other people's solvers on the same markets; who does not have them measures ours alone."""

from __future__ import annotations

from importlib import import_module

import numpy as np


def ortools_flow(tail, head, capacity, supply, cost):
    """OR-Tools' cost-scaling minimum-cost flow, as an engine of ``solve``."""
    min_cost_flow = import_module("ortools.graph.python.min_cost_flow")
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tail.astype(np.int32), head.astype(np.int32), capacity, cost)
    solver.set_nodes_supplies(np.arange(len(supply), dtype=np.int32), supply)
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("OR-Tools found no optimum: its numbers are too large for it, perhaps")
    return np.asarray(solver.flows(arcs), np.int64)


def highs_assignment(market):
    """HiGHS' dual simplex on a linear program: most placed, then most quality, within all caps.

    The weights of several goals at once are beyond what its floating point holds, so these two are all it gets.
    """
    highspy = import_module("highspy")
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", 60.0)
    pairs, n, m = len(market.edge_student), market.students, market.tracks
    rows = np.stack([market.edge_student, n + market.edge_track, n + m + market.track_company[market.edge_track]], 1)
    height = n + m + len(market.company_capacity)
    program = highspy.HighsLp()
    for name, value in {
        "num_col_": pairs,
        "num_row_": height,
        "col_cost_": -(market.edge_quality + 1000.0 * n),
        "col_lower_": np.zeros(pairs),
        "col_upper_": np.ones(pairs),
        "row_lower_": np.zeros(height),
        "row_upper_": np.concatenate([np.ones(n), market.track_capacity, market.company_capacity]).astype(float),
    }.items():
        setattr(program, name, value)
    for name, value in {
        "format_": highspy.MatrixFormat.kColwise,
        "start_": np.arange(0, 3 * pairs + 1, 3, dtype=np.int32),
        "index_": rows.reshape(-1).astype(np.int32),
        "value_": np.ones(3 * pairs),
    }.items():
        setattr(program.a_matrix_, name, value)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return round(sum(solver.getSolution().col_value))


def scipy_assignment(market):
    """SciPy's LAPJVsp with every place as a column of its own: most placed, then most quality; no company caps."""
    coo_array = import_module("scipy.sparse").coo_array
    graphs = import_module("scipy.sparse.csgraph")
    first = np.concatenate([[0], np.cumsum(market.track_capacity)])
    copies = market.track_capacity[market.edge_track]
    row = np.repeat(market.edge_student, copies)
    shift = np.arange(len(row)) - np.repeat(np.cumsum(copies) - copies, copies)
    column = np.repeat(first[market.edge_track], copies) + shift
    n = market.students
    own = np.arange(n)
    weights = np.concatenate([np.repeat(1001 - market.edge_quality, copies), np.full(n, 1001 * (n + 1))]).astype(float)
    places = coo_array((weights, (np.concatenate([row, own]), np.concatenate([column, first[-1] + own]))))
    _, chosen = graphs.min_weight_full_bipartite_matching(places.tocsr())
    return int((chosen < first[-1]).sum())


def stable_matching(market):
    """``matching``: student-optimal stable, companies ranking by quality; another goal, for comparison only."""
    by_student: dict[int, list[int]] = {}
    by_track: dict[int, list[int]] = {}
    for edge in np.argsort(-market.edge_quality, kind="stable").tolist():
        student, track = int(market.edge_student[edge]), int(market.edge_track[edge])
        by_student.setdefault(student, []).append(track)
        by_track.setdefault(track, []).append(student)
    capacities = {track: int(market.track_capacity[track]) for track in by_track}
    games = import_module("matching.games")
    game = games.HospitalResident.create_from_dictionaries(by_student, by_track, capacities)
    return sum(len(residents) for residents in game.solve().values())
