"""Random CVaR programmes and their optima, by SciPy's HiGHS on the direct linear programme (Rockafellar and Uryasev 2000).

Writes cvar-programmes.json beside itself: of each programme the seed, a hash of its numbers and the optimum (null where
no point meets the rows). The numbers come from the recurrence below alone, so that any language makes the same ones.

usage: python3 cvar_programmes.py
"""

import json
import math
import os
import struct

import numpy as np
import scipy
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, eye, hstack, vstack

HERE = os.path.dirname(os.path.abspath(__file__))
COUNT = 240
WORD = (1 << 64) - 1
RECURRENCE = (
    "x <- (6364136223846793005 x + 1442695040888963407) mod 2^64, from x = seed, 16 steps skipped; "
    "v = the upper 32 bits of x; u = (v + 0.5) / 2^32. All further numbers by + - * / sqrt and floor of these, in the "
    "order of cvar_programmes.py. Hash: h <- ((h xor the 64 bits of a number) 1099511628211) mod 2^64 from "
    "14695981039346656037 over always, columns, probabilities, costs, lower, upper, and of each row its coefficients and "
    "bound."
)


class Numbers:
    def __init__(self, seed):
        self.x = seed
        for _ in range(16):
            self.v()

    def v(self):
        self.x = (6364136223846793005 * self.x + 1442695040888963407) & WORD
        return self.x >> 32

    def u(self):
        return (self.v() + 0.5) / 4294967296.0


def losses(rng, law, variables, trials):
    """By trial, then variable."""
    rows = []
    for _ in range(trials):
        if law == 0:  # even
            row = [rng.u() - 0.2 for _ in range(variables)]
        elif law == 1:  # heavy tails
            row = [1 / math.sqrt(rng.u()) - 1 for _ in range(variables)]
        elif law == 2:  # mostly nothing
            row = [1 / math.sqrt(rng.u()) if rng.u() < 0.05 else 0.0 for _ in range(variables)]
        elif law == 3:  # a shock that strikes all, and one of each
            shock = 1 / math.sqrt(rng.u()) if rng.u() < 0.1 else 0.0
            row = [shock * (0.5 + rng.u()) + (1 / math.sqrt(rng.u()) if rng.u() < 0.1 else 0.0) for _ in range(variables)]
        else:  # whole numbers, so that many trials lose the same
            row = [math.floor(4 * rng.u()) * 1.0 for _ in range(variables)]
        rows.append(row)
    return rows


def programme(seed):
    rng = Numbers(seed)
    variables = 2 + rng.v() % 11
    trials = 200 + rng.v() % 4801
    level = (0.5, 0.8, 0.9, 0.95, 0.99)[rng.v() % 5]
    mean_weight = (0.0, 0.5, 1.0)[rng.v() % 3]
    tail_weight = (1.0, 1.0, 0.25, 0.0)[rng.v() % 4]
    if mean_weight + tail_weight == 0:
        mean_weight = 1.0
    rows = losses(rng, rng.v() % 5, variables, trials)
    columns = [[row[i] for row in rows] for i in range(variables)]
    if rng.v() % 4 == 0:  # one column twice
        columns[-1] = list(columns[0])
    always = [rng.u() for _ in range(trials)] if rng.v() % 3 == 0 else [0.0] * trials
    probabilities = None
    if rng.v() % 4 == 0:
        masses = [rng.u() for _ in range(trials)]
        total = 0.0
        for mass in masses:
            total += mass
        probabilities = [mass / total for mass in masses]
    cost = [0.2 * rng.u() for _ in range(variables)] if rng.v() % 2 == 0 else [0.0] * variables
    short = rng.v() % 5 == 0
    lower = [-0.2 * rng.u() if short else 0.0 for _ in range(variables)]
    capped = rng.v() % 2 == 0
    upper = [1.2 / variables + 0.5 * rng.u() if capped else 1.0 for _ in range(variables)]
    conditions = [([1.0] * variables, ("equal", "at least")[rng.v() % 2], 1.0)]
    if rng.v() % 2 == 0:  # a group's cap
        half = [1.0 if i < variables // 2 else 0.0 for i in range(variables)]
        conditions.append((half, "at most", 0.2 + 0.5 * rng.u()))
    if rng.v() % 2 == 0:  # a budget
        prices = [rng.u() for _ in range(variables)]
        conditions.append((prices, "at most", 0.25 + 0.5 * rng.u()))
    if rng.v() % 3 == 0:  # what must be reached
        reach = [rng.u() for _ in range(variables)]
        conditions.append((reach, "at least", 0.3 + 0.3 * rng.u()))
    return {
        "level": level,
        "mean_weight": mean_weight,
        "tail_weight": tail_weight,
        "always": always,
        "columns": columns,
        "probabilities": probabilities,
        "cost": cost,
        "lower": lower,
        "upper": upper,
        "conditions": conditions,
    }


def fingerprint(p):
    h = 14695981039346656037
    numbers = [p["always"], *p["columns"], p["probabilities"] or [], p["cost"], p["lower"], p["upper"]]
    for coefficients, _, bound in p["conditions"]:
        numbers += [coefficients, [bound]]
    for some in numbers:
        for (bits,) in struct.iter_unpack("<Q", struct.pack(f"<{len(some)}d", *some)):
            h = ((h ^ bits) * 1099511628211) & WORD
    return f"{h:016x}"


def optimum(p):
    """Variables: w, then with a tail the value at risk and by trial what is lost beyond it."""
    losses = np.array(p["columns"]).T
    trials, variables = losses.shape
    always = np.array(p["always"])
    masses = np.full(trials, 1 / trials) if p["probabilities"] is None else np.array(p["probabilities"])
    cost = np.array(p["cost"]) + p["mean_weight"] * (masses @ losses)
    constant = p["mean_weight"] * float(masses @ always)
    bounds = list(zip(p["lower"], p["upper"]))
    tail = p["tail_weight"] > 0
    extra = 1 + trials if tail else 0
    at_most, limits, equal, targets = [], [], [], []
    for coefficients, kind, bound in p["conditions"]:
        row = np.concatenate([coefficients, np.zeros(extra)])
        if kind == "equal":
            equal.append(row)
            targets.append(bound)
        else:
            sign = 1 if kind == "at most" else -1
            at_most.append(sign * row)
            limits.append(sign * bound)
    blocks = [csr_matrix(np.array(at_most))] if at_most else []
    if tail:
        cost = np.concatenate([cost, [p["tail_weight"]], p["tail_weight"] / (1 - p["level"]) * masses])
        bounds += [(None, None)] + [(0, None)] * trials
        blocks.append(hstack([csr_matrix(losses), csr_matrix(-np.ones((trials, 1))), -eye(trials)]))
        limits = np.concatenate([limits, -always])
    found = linprog(
        cost,
        A_ub=vstack(blocks).tocsr() if blocks else None,
        b_ub=limits if blocks else None,
        A_eq=csr_matrix(np.array(equal)) if equal else None,
        b_eq=targets if equal else None,
        bounds=bounds,
        method="highs",
        options={"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9},
    )
    if found.status == 2:
        return None
    assert found.status == 0, found.message
    return found.fun + constant


def main():
    cases = []
    for index in range(COUNT):
        p = programme(index + 1)
        cases.append({"seed": index + 1, "hash": fingerprint(p), "optimum": optimum(p)})
    source = f"SciPy {scipy.__version__}, HiGHS on the direct linear programme; cvar_programmes.py"
    with open(os.path.join(HERE, "cvar-programmes.json"), "w", encoding="utf-8") as file:
        file.write("{\n")
        file.write(f'  "source": {json.dumps(source)},\n')
        file.write(f'  "recurrence": {json.dumps(RECURRENCE)},\n')
        file.write('  "tolerance": 1e-6,\n  "cases": [\n')
        file.write(",\n".join("    " + json.dumps(case) for case in cases))
        file.write("\n  ]\n}\n")


if __name__ == "__main__":
    main()
