"""The years of a made-up company, by NumPy: the same model as the engine's, vectorised over trials.

Reads what `-- years` wrote (model.json and raw doubles), simulates, prints one JSON line: seconds, means and standard
errors by mix. Parameters of a trial (laws of lengths, level, behaviour, margins) are read, not drawn: rates, counts, starts
and lengths are its own.
"""

import json
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np  # noqa: E402

YEAR = 8766.0
CHUNK = 400


def load(folder):
    with open(os.path.join(folder, "model.json"), encoding="utf-8") as file:
        model = json.load(file)
    cells, hours, trials = len(model["purposes"]), model["hours"], model["trials"]
    model["path"] = np.fromfile(os.path.join(folder, "paths.bin")).reshape(hours, cells)
    model["parameters"] = np.fromfile(os.path.join(folder, "parameters.bin")).reshape(trials, -1)
    return model


class Mixes:
    """By mask of channels down: what each mix carries on them and reaches elsewhere, by cell."""

    def __init__(self, model):
        self.cells, self.channels = len(model["purposes"]), model["channels"]
        entries = np.array(model["entries"], dtype=float)  # mix, cell, carrier, set, usable, share
        self.mix, self.cell, self.carrier = (entries[:, i].astype(np.int64) for i in range(3))
        self.live = entries[:, 3].astype(np.int64) & entries[:, 4].astype(np.int64)
        self.share = entries[:, 5]
        self.count = model["mixes"]
        self.known = {}

    def of(self, mask, carriers):
        key = (mask, carriers)
        if key not in self.known:
            hit = (carriers >> self.carrier) & 1 == 1
            place = self.mix[hit] * self.cells + self.cell[hit]
            size = self.count * self.cells
            carried = np.bincount(place, self.share[hit], size)
            can = (self.live[hit] & ~mask) != 0
            reached = np.bincount(place, self.share[hit] * can, size)
            shape = (self.count, self.cells)
            self.known[key] = (
                np.ascontiguousarray(carried.reshape(shape).T),
                np.ascontiguousarray(reached.reshape(shape).T),
            )
        return self.known[key]


def shocks(model, rng, first, trials):
    """Masks, starts and ends, one row a trial, padded by shocks that strike nothing."""
    masks, starts, ends, rows = [], [], [], []
    laws = model["parameters"][first : first + trials]
    for node in model["nodes"]:
        rate = rng.gamma(node["alpha"], 1 / node["beta"], trials)
        count = rng.poisson(rate)
        row = np.repeat(np.arange(trials), count)
        at = 2 * node["regime"]
        z = rng.standard_normal(row.size)
        hours = np.minimum(np.exp(laws[row, at] + laws[row, at + 1] * z), model["cap"])
        start = rng.random(row.size) * YEAR
        masks.append(np.full(row.size, node["mask"]))
        starts.append(start)
        ends.append(start + hours)
        rows.append(row)
    row = np.concatenate(rows)
    order = np.argsort(row, kind="stable")
    row = row[order]
    many = np.bincount(row, minlength=trials)
    width = max(1, many.max())
    place = np.arange(row.size) - np.repeat(np.cumsum(many) - many, many)
    padded = []
    for values, nothing, kind in ((masks, 0, np.int64), (starts, 1e9, float), (ends, 1e9, float)):
        table = np.full((trials, width), nothing, dtype=kind)
        table[row, place] = np.concatenate(values)[order]
        padded.append(table)
    return padded


def stretches(masks, starts, ends, channels):
    """Stretches of one mask down: trial, mask, start, end, and for each channel when it is back."""
    bounds = np.sort(np.concatenate([starts, ends], axis=1), axis=1)
    low, high = bounds[:, :-1], bounds[:, 1:]
    down = np.zeros(low.shape, dtype=np.int64)
    for k in range(masks.shape[1]):
        covers = (starts[:, k : k + 1] <= low) & (ends[:, k : k + 1] >= high)
        down |= np.where(covers, masks[:, k : k + 1], 0)
    down[high <= low] = 0
    # Empty stretches between equal bounds must not cut an outage in two: they carry the mask of their neighbour.
    back = np.zeros(low.shape + (channels,))
    bits = 1 << np.arange(channels)
    later, was, until = np.zeros((low.shape[0], channels)), np.zeros(low.shape[0], dtype=np.int64), None
    for i in range(low.shape[1] - 1, -1, -1):
        real = high[:, i] > low[:, i]
        goes_on = ((was[:, None] & down[:, i : i + 1]) & bits) != 0
        later = np.where(real[:, None], np.where(goes_on, later, high[:, i : i + 1]), later)
        was = np.where(real, down[:, i], was)
        back[:, i] = later
    trial, at = np.nonzero(down)
    return trial, down[trial, at], low[trial, at], high[trial, at], back[trial, at]


def pieces(low, high):
    """Stretches cut at whole hours: which stretch, where, how long."""
    first = np.floor(low).astype(np.int64)
    count = np.ceil(high).astype(np.int64) - first
    which = np.repeat(np.arange(low.size), count)
    offset = np.cumsum(count) - count
    hour = first[which] + (np.arange(which.size) - offset[which])
    begin, end = np.maximum(low[which], hour), np.minimum(high[which], hour + 1)
    return which, offset, hour, begin, end


def value(model, mixes, rng, first, trials):
    """Loss of each trial under each mix."""
    channels, path = model["channels"], model["path"]
    parameters = model["parameters"][first : first + trials]
    trial, mask, low, high, back = stretches(*shocks(model, rng, first, trials), channels)
    loss = np.zeros((trials, mixes.count))
    if trial.size == 0:
        return loss
    which, offset, hour, begin, end = pieces(low, high)
    at = 2 * model["regimes"]
    level, switch, now, scale = (parameters[trial, at + i] for i in range(4))
    worth = parameters[:, at + 4 :][:, model["purposes"]][trial]
    width = (end - begin) * level[which]
    demand_by_hour = path[hour % path.shape[0]] * width[:, None]
    demand = np.add.reduceat(demand_by_hour, offset, axis=0)
    down = (mask[:, None] >> np.arange(channels)) & 1 == 1
    soonest = np.where(down, back, np.inf).min(axis=1)
    latest = np.where(down, back, -np.inf).max(axis=1)
    alike = soonest == latest
    result = np.zeros((trial.size, mixes.count))

    def returning(until, some):
        # Mean of r over the piece, in closed form.
        if some is None:
            chosen, starts_at, rows = slice(None), offset, demand_by_hour
            stretch = which
        else:
            keep = some[which]
            stretch = which[keep]
            counts = np.bincount(stretch, minlength=trial.size)[some]
            starts_at = np.cumsum(counts) - counts
            chosen, rows = keep, demand_by_hour[keep]
        left, span = until[stretch] - end[chosen], end[chosen] - begin[chosen]
        mean = mean_return(now[stretch], scale[stretch], left, span)
        return np.add.reduceat(rows * mean[:, None], starts_at, axis=0)

    back_together = returning(soonest, alike) if alike.any() else None
    lost = np.zeros_like(demand)
    if back_together is not None:
        lost[alike] = (demand[alike] - back_together) * worth[alike]
    for down_mask in np.unique(mask[alike]):
        of = alike & (mask == down_mask)
        carried, reached = mixes.of(int(down_mask), int(down_mask))
        result[of] = lost[of] @ carried - switch[of, None] * (lost[of] @ reached)
    for channel in range(channels):
        apart = ~alike & down[:, channel]
        if not apart.any():
            continue
        own = (demand[apart] - returning(back[:, channel], apart)) * worth[apart]
        masks_of, switch_of = mask[apart], switch[apart]
        part = np.zeros((own.shape[0], mixes.count))
        for down_mask in np.unique(masks_of):
            of = masks_of == down_mask
            carried, reached = mixes.of(int(down_mask), 1 << channel)
            part[of] = own[of] @ carried - switch_of[of, None] * (own[of] @ reached)
        result[apart] += part
    np.add.at(loss, trial, result)
    return loss


def mean_return(now, scale, left, span):
    """Mean of now * exp(-w / scale) over waits from left to left + span."""
    return now * np.exp(-left / scale) * (scale / span) * -np.expm1(-span / scale)


def main():
    folder = sys.argv[1]
    model = load(folder)
    mixes = Mixes(model)
    rng = np.random.default_rng(20261123)
    trials = int(sys.argv[2]) if len(sys.argv) > 2 else model["trials"]
    # The tables of the masks that occur are made by a first chunk, outside the clock.
    value(model, mixes, np.random.default_rng(1), 0, min(CHUNK, trials))
    clock = time.perf_counter()
    total, squares = np.zeros(mixes.count), np.zeros(mixes.count)
    for first in range(0, trials, CHUNK):
        loss = value(model, mixes, rng, first, min(CHUNK, trials - first))
        total += loss.sum(axis=0)
        squares += (loss * loss).sum(axis=0)
    seconds = time.perf_counter() - clock
    mean = total / trials
    error = np.sqrt((squares / trials - mean * mean) / trials)
    print(json.dumps({"seconds": seconds, "trials": trials, "mean": list(mean), "error": list(error)}))


if __name__ == "__main__":
    main()
