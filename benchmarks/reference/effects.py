"""Recomputes figures that the tests of `statistics` quote, with numpy and scipy where it needs them.

    python -m pip install numpy scipy
    python benchmarks/reference/effects.py

Prints one line a figure: the name, ours as the test quotes it, theirs; ends with 1 if one differs.
"""
import itertools
import math
import sys

import numpy as np
from scipy import optimize, stats

FAILED = []


def check(name, quoted, computed, within):
    ok = abs(quoted - computed) <= within
    print(f"{'ok  ' if ok else 'DIFF'} {name}: quoted {quoted}, computed {computed:.10g}")
    if not ok:
        FAILED.append(name)


def cov(a, b):
    return np.cov(a, b)[0, 1]


# --- CUPED, five units an arm (CupedReferenceTest)
cy, cx = np.array([3, 5, 2, 8, 6.]), np.array([2, 4, 1, 7, 5.])
ty, tx = np.array([4, 7, 3, 9, 8.]), np.array([2, 5, 3, 6, 6.])
theta = cov(np.r_[cy, ty], np.r_[cx, tx]) / np.var(np.r_[cx, tx], ddof=1)
d = ty.mean() - cy.mean() - theta * (tx.mean() - cx.mean())
se = math.sqrt(np.var(ty - theta * tx, ddof=1) / 5 + np.var(cy - theta * cx, ddof=1) / 5)
r = d / cy.mean()
lift_se = math.sqrt(np.var(ty - theta * tx, ddof=1) / 5 + np.var((1 + r) * cy - theta * cx, ddof=1) / 5) / cy.mean()
slip = math.sqrt(np.var(ty - theta * tx, ddof=1) / 5
                 + np.var(ty.mean() / cy.mean() * cy - theta * cx, ddof=1) / 5) / cy.mean()
check("cuped theta", 1.15176, theta, 5e-6)
check("cuped d", .70894, d, 5e-6)
check("cuped se", .46334, se, 5e-6)
check("cuped lift", .14770, r, 5e-6)
check("cuped lift se", .09044, lift_se, 5e-6)
check("cuped lift se with the slip", .09564, slip, 5e-6)


# --- Lin's adjustment, units made of a formula (RegressionAdjustmentTest)
def formula(arm, n):
    i = np.arange(n)
    x1 = i * 37 % 41 / 10 + .1 * arm
    x2 = np.where(i * 11 % 3 == 0, 1., 0.)
    return 1 + .7 * x1 - .4 * x2 + arm * (.5 + .2 * x1) + i * 53 % 47 / 20, np.c_[x1, x2]


def fit(y, x, centre):
    a = np.c_[np.ones(len(y)), x - centre]
    b, *_ = np.linalg.lstsq(a, y, rcond=None)
    rest = y - a @ b
    return b[0], b[1:], rest @ rest / (len(y) - 3) / len(y), len(y) - 3


(yc, xc), (yt, xt) = formula(0, 40), formula(1, 44)
both = np.r_[xc, xt]
mc, bc, vc, dc = fit(yc, xc, both.mean(0))
mt, bt, vt, dt = fit(yt, xt, both.mean(0))
apart = (bt - bc) @ np.cov(both.T) @ (bt - bc) / len(both)
check("lin slope of the control on x1", .7327105, bc[0], 1e-6)
check("lin slope of the treatment on x2", -.3649911, bt[1], 1e-6)
check("lin difference", .8721687, mt - mc, 1e-7)
check("lin se", .1576925, math.sqrt(vc + vt + apart), 1e-7)
check("lin df", 76.804007, (vc + vt) ** 2 / (vc ** 2 / dc + vt ** 2 / dt), 1e-5)


# --- permutation tests (ClustersReferenceTest)
def permuted(totals, sizes, treated):
    totals, sizes = np.array(totals, float), np.array(sizes, float)

    def apart(chosen):
        m, d = totals[chosen].sum(), sizes[chosen].sum()
        return abs(m / d - (totals.sum() - m) / (sizes.sum() - d))

    found = apart(list(range(treated))) - 1e-9
    all_ = [apart(list(chosen)) >= found for chosen in itertools.combinations(range(len(totals)), treated)]
    return sum(all_), len(all_)


mice = [94, 197, 16, 38, 99, 141, 23, 52, 104, 146, 10, 51, 30, 40, 27, 46]
extreme, possible = permuted(mice, [1] * 16, 7)
check("mice, assignments", 11440, possible, 0)
check("mice, two-sided level", .27832, extreme / possible, 5e-6)
extreme, possible = permuted([30, 22, 37, 18, 18, 20, 25, 14, 11], [10, 8, 12, 9, 9, 10, 13, 8, 7], 4)
check("cities, assignments as extreme", 2, extreme, 0)
