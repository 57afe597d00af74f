"""Recomputes figures that the tests of `statistics` quote, with numpy and scipy where it needs them.

    python -m pip install numpy scipy
    python benchmarks/reference/effects.py

Prints one line a figure: the name, ours as the test quotes it, theirs; ends with 1 if one differs.
"""
import csv
import itertools
import math
import pathlib
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
check("mice, difference", 30.63, np.mean(mice[:7]) - np.mean(mice[7:]), 5e-3)
check("mice, error", 28.93, math.sqrt(np.var(mice[:7], ddof=1) / 7 + np.var(mice[7:], ddof=1) / 9), 1e-2)
check("mice, assignments", 11440, possible, 0)
check("mice, two-sided level", .27832, extreme / possible, 5e-6)
extreme, possible = permuted([30, 22, 37, 18, 18, 20, 25, 14, 11], [10, 8, 12, 9, 9, 10, 13, 8, 7], 4)
check("cities, assignments as extreme", 2, extreme, 0)


# --- LMDI and mix (DecompositionReferenceTest)
def log_mean(a, b):
    return a if a == b else (a - b) / math.log(a / b)


def lmdi(before, after):
    before, after = np.array(before), np.array(after)
    return log_mean(after.prod(), before.prod()) * np.log(after / before)


for name, quoted, found in zip(("visitors", "visits", "conversion", "price"), (3709.351, -1678.876, 2519.005, 1073.241),
                               lmdi([5000, 4, .05, 30], [5600, 3.8, .054, 31])):
    check("lmdi " + name, quoted, found, 5e-4)
ang = lmdi([50, .2, 3], [80, .5, 2]) + lmdi([50, .8, .5], [80, .5, .4])
for name, quoted, found in zip(("activity", "structure", "intensity"), (32.38464, 38.28487, -24.66951), ang):
    check("LMDI of two sectors, " + name, quoted, found, 5e-6)


def mix(m0, d0, m1, d1):
    m0, d0, m1, d1 = (np.array(v, float) for v in (m0, d0, m1, d1))
    s0, s1, r0, r1 = d0 / d0.sum(), d1 / d1.sum(), m0 / d0, m1 / d1
    return (s1 * (r1 - r0)).sum(), ((s1 - s0) * (r0 - m0.sum() / d0.sum())).sum()


inner, moved = mix([30, 400], [200, 800], [102, 204], [600, 400])
check("mix, inner", .016, inner, 1e-9)
check("mix, mix", -.140, moved, 1e-9)
inner, moved = mix([512, 353, 120, 138, 53, 22], [825, 560, 325, 417, 191, 373],
                   [89, 17, 202, 131, 94, 24], [108, 25, 593, 375, 393, 341])
check("Berkeley, within", .00109, inner, 5e-6)
check("Berkeley, mix", -.14273, moved, 5e-6)

# --- the Nile (SeriesReferenceTest): likelihood of the differences, whose covariance is known, instead of a filter
nile = np.array([
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958,
    1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020,
    1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796,
    1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874,
    848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718,
    714, 740
], float)


def minus_log_likelihood(logs):
    noise, drift = np.exp(logs)
    n = len(nile) - 1
    cov_ = (2 * noise + drift) * np.eye(n) - noise * (np.eye(n, k=1) + np.eye(n, k=-1))
    return -stats.multivariate_normal(np.zeros(n), cov_).logpdf(np.diff(nile))


best = optimize.minimize(minus_log_likelihood, np.log([15000, 1500]), method="Nelder-Mead",
                         options=dict(xatol=1e-8, fatol=1e-10))
check("Nile, noise", 15099, math.exp(best.x[0]), 1)
check("Nile, drift", 1469.1, math.exp(best.x[1]), .15)
check("Nile, log-likelihood", -632.5456, -best.fun, 5e-5)
dam = np.r_[np.zeros(28), np.ones(72)]
a = np.c_[np.ones(100), dam]
b, rest, *_ = np.linalg.lstsq(a, nile, rcond=None)
check("Nile, dam", -247.78, b[1], 5e-3)
check("Nile, dam's error", 28.435, math.sqrt(rest[0] / 98 * (1 / 28 + 1 / 72)), 1e-3)

# What 28 years leave open of the ten after the dam, both variances drawn: for each ratio of the variances, the mean of the
# ten given the differences of the 28 is a t; their mixture by likelihood and by a prior uniform in the angle between the
# two deviations. Covariances of differences from the last year before, instead of a filter.
before, after = nile[:28], nile[28:38]
angles = (np.arange(4000) + .5) / 4000 * math.pi / 2
shapes = []
for ratio in np.tan(angles) ** 2:
    if not 1e-6 < ratio < 1e6:
        continue
    walk = np.minimum(*np.meshgrid(np.arange(38), np.arange(38), indexing="ij")) * ratio + np.eye(38)
    turn = np.vstack([np.eye(28, 38, k=1)[:27] - np.eye(28, 38)[:27],
                      np.r_[np.zeros(27), -1, np.full(10, .1)][None]])
    both = turn @ walk @ turn.T
    inverse = np.linalg.inv(both[:27, :27])
    seen = np.diff(before)
    rest = seen @ inverse @ seen
    mean = before[-1] + both[27, :27] @ inverse @ seen
    spread = both[27, 27] - both[27, :27] @ inverse @ both[:27, 27]
    shapes.append((-.5 * np.linalg.slogdet(both[:27, :27])[1] - 27 / 2 * math.log(rest), mean,
                   math.sqrt(rest / 27 * spread)))
logs, means, errors = (np.array(v) for v in zip(*shapes))
weights = np.exp(logs - logs.max())
weights /= weights.sum()
for name, quoted, share in (("low", -533.82, .975), ("high", -50.06, .025)):
    bound = optimize.brentq(lambda at: (weights * stats.t.cdf((at - means) / errors, 27)).sum() - share, -1e4, 1e4)
    check("Nile, ten years after the dam, " + name, quoted, after.mean() - bound, .005)

# --- the judges of Shrout and Fleiss (ClustersReferenceTest)
ratings = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
between = 4 * np.var(ratings.mean(1), ddof=1)
inside = np.var(ratings, axis=1, ddof=1).mean()
check("Shrout, Fleiss: ICC(1,1)", .16574, (between - inside) / (between + 3 * inside), 5e-6)

# --- survival at a horizon (SurvivalDifferenceTest)
def kaplan_meier(events, censored, time):
    s, greenwood = 1., 0.
    times = np.array(events + censored)
    for t in sorted(set(events)):
        if t <= time:
            n, d_ = (times >= t).sum(), events.count(t)
            s *= 1 - d_ / n
            greenwood += d_ / n / (n - d_)
    return s, s * math.sqrt(greenwood)


s, e = kaplan_meier([9, 13, 18, 23, 31, 34, 48], [13, 28, 45, 161], 24)
check("aml maintained", .614, s, 5e-4)
check("aml maintained, error", .1526, e, 5e-5)
s, e = kaplan_meier([5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], [16], 24)
check("aml not maintained", .4861, s, 5e-5)
check("aml not maintained, error", .1481, e, 5e-5)
s, e = kaplan_meier([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], 10)
check("6-MP at 10 weeks", .7529, s, 5e-5)
check("6-MP at 10 weeks, error", .0963, e, 5e-5)

# --- Card and Krueger, table 3, p. 780, from its own rows (SeriesReferenceTest)
check("minimum wage, error", 1.36, math.hypot(.54, 1.25), 5e-3)
check("minimum wage, balanced, error", 1.34, math.hypot(.48, 1.25), 5e-3)

# --- RAND's health insurance experiment, free care against coinsurance (InsuranceReferenceTest)
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
rand = np.loadtxt(EXAMPLES / "insurance/data/randhie.csv", delimiter=",", skiprows=1, usecols=(0, 1))
free, pays = rand[rand[:, 1] == 0, 0], rand[rand[:, 1] != 0, 0]
welch = stats.ttest_ind(free, pays, equal_var=False)
check("free care", .57795, free.mean() - pays.mean(), 5e-6)
check("free care, error", .06293, (free.mean() - pays.mean()) / welch.statistic, 5e-6)

# --- bird strikes from 2000 on, policies at 1:8 and 1:10 per 1,000 (StrikePoliciesReferenceTest)
with open(EXAMPLES / "birdstrikes/data/birdstrikes.csv", newline="") as file:
    since = [row for row in csv.DictReader(file) if row["Flight Date"] >= "2000-01-01"]
strikes = [row for row in since if row["Effect Amount of damage"] not in ("B", "C")]
damaged = np.array([row["Effect Amount of damage"] != "None" for row in strikes])
size = np.array([row["Wildlife Size"] for row in strikes])
for miss, quoted in ((8, (817.0, 643.7, 623.5)), (10, (1021.2, 787.5, 667.4))):
    none, large, small = (np.where(act, 1, miss * damaged)
                          for act in (np.zeros(len(size), bool), size == "Large", size != "Small"))
    for name, q, costs in zip(("none", "size Large", "size not Small"), quoted, (none, large, small)):
        check(f"strikes 1:{miss} {name}", q, 1000 * costs.mean(), .05)
    if miss == 8:
        check("strikes Large - none", -173.3, 1000 * (large - none).mean(), .05)
        check("strikes Large - none, error", 23.1, 1000 * stats.sem(large - none), .05)
        check("strikes not Small - Large", -20.1, 1000 * (small - large).mean(), .05)
        check("strikes not Small - Large, error", 31.6, 1000 * stats.sem(small - large), .05)
check("strikes oracle", 102.1, 1000 * damaged.mean(), .05)
money = np.array([float(row["Cost Total $"] or 0) for row in since])
check("strikes, rows of money", 7.2, money.sum() ** 2 / (money ** 2).sum(), .05)
check("strikes, top row", .26, money.max() / money.sum(), .005)

sys.exit(1 if FAILED else 0)
