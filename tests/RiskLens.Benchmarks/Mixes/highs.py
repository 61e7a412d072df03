"""One CVaR programme as the direct linear programme (Rockafellar and Uryasev 2000), by SciPy's HiGHS.

Reads what `-- cvar` wrote (programme.json and raw doubles by channel), prints one JSON line: seconds of the solver alone,
and the optimum.
"""

import json
import os
import sys
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, eye, hstack


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "programme.json"), encoding="utf-8") as file:
        programme = json.load(file)
    channels = programme["channels"]
    losses = np.fromfile(os.path.join(folder, "columns.bin")).reshape(channels, -1).T
    trials = losses.shape[0]
    # Variables: shares, value at risk, and by trial what is lost beyond it.
    cost = np.concatenate(
        [
            np.array(programme["prices"]) + programme["meanWeight"] * losses.mean(axis=0),
            [1.0],
            np.full(trials, 1 / (1 - programme["level"]) / trials),
        ]
    )
    beyond = hstack([csr_matrix(losses), csr_matrix(-np.ones((trials, 1))), -eye(trials)]).tocsr()
    whole = csr_matrix(np.concatenate([np.ones(channels), np.zeros(1 + trials)])[None, :])
    bounds = [(0, programme["cap"])] * channels + [(None, None)] + [(0, None)] * trials
    clock = time.perf_counter()
    found = linprog(
        cost, A_ub=beyond, b_ub=np.zeros(trials), A_eq=whole, b_eq=[1], bounds=bounds, method="highs"
    )
    seconds = time.perf_counter() - clock
    assert found.status == 0, found.message
    print(json.dumps({"seconds": seconds, "optimum": found.fun}))


if __name__ == "__main__":
    main()
