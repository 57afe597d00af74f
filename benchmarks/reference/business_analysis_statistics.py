"""Recomputes with SciPy what the tests of statistics (test, proportion, bayes, power, sequential) quote.

    python3 -m venv venv && venv/bin/pip install scipy numpy
    venv/bin/python benchmarks/reference/business_analysis_statistics.py

Nothing here shares code or method with the Java: sequential boundaries come from multivariate normal probabilities
instead of recursive integration. Exit 1 if a figure differs.
"""

import math
import sys

import numpy as np
from scipy import optimize, stats

failed = []


def check(what, got, want, within):
    good = abs(got - want) <= within
    failed.extend([] if good else [what])
    print(f"{'ok  ' if good else 'FAIL'} {what}: {got:.8g} (quoted {want:.8g})")


# --- two arms -------------------------------------------------------------------------------------------------------


def wald_t(a, m, b, n):
    p, q = a / m, b / n
    vt, vc = p * (1 - p) / m, q * (1 - q) / n
    se = math.sqrt(vt + vc)
    df = (vt + vc) ** 2 / (vt**2 / (m - 1) + vc**2 / (n - 1))
    t = stats.t.ppf(0.975, df)
    return df, 2 * stats.t.sf(abs(p - q) / se, df), p - q - t * se, p - q + t * se


df, p, low, high = wald_t(56, 70, 48, 80)
check("Wald t 56/70 - 48/80, df", df, 147.324324, 5e-6)
check("Wald t, p", p, 0.006688699363, 5e-11)
check("Wald t, low", low, 0.05632469682, 5e-11)
check("Wald t, high", high, 0.3436753032, 5e-10)


def newcombe(a, m, b, n):
    t = stats.binomtest(a, m).proportion_ci(method="wilson")
    c = stats.binomtest(b, n).proportion_ci(method="wilson")
    p, q = a / m, b / n
    return p - q - math.hypot(p - t.low, c.high - q), p - q + math.hypot(t.high - p, q - c.low)


check("Newcombe 56/70 - 48/80, low", newcombe(56, 70, 48, 80)[0], 0.0524, 5e-5)
check("Newcombe 56/70 - 48/80, high", newcombe(56, 70, 48, 80)[1], 0.3339, 5e-5)
check("Fisher 3 1 / 1 3", stats.fisher_exact([[3, 1], [1, 3]]).pvalue, 0.48571, 5e-6)
check("Fisher, criminal twins", stats.fisher_exact([[2, 15], [10, 3]]).pvalue, 0.0005367, 5e-8)
pool = stats.chi2_contingency([[83, 3], [90, 3]], correction=False)
check("two hospitals of Fleiss", pool.pvalue, 0.9223200957, 5e-10)
check("four hospitals of Fleiss", stats.chi2_contingency([[83, 90, 129, 70], [3, 3, 7, 12]]).pvalue, 0.005585, 5e-7)
check("SRM 480/540", stats.chisquare([480, 540]).pvalue, 0.06029, 5e-6)


def dirichlet_e(units, weights, k=1000):
    lg = math.lgamma
    n = sum(units)
    log = lg(k) - lg(k + n)
    log += sum(lg(k * p + x) - lg(k * p) - x * math.log(p) for x, p in zip(units, weights))
    return math.exp(log)


for df, level, ncp in ((9, 0.05, 15.65), (9, 0.001, 28.80), (1, 0.05, 7.85)):
    check(f"chi-square, df {df}, power", stats.ncx2.sf(stats.chi2.isf(level, df), df, ncp), 0.8, 5e-4)
check("SRM e-value 5300/5000", dirichlet_e([5300, 5000], [0.5, 0.5]), 15.966, 5e-4)

hours = (9.98 - 0.99 * 10) / math.sqrt(25 / 1e4 + 0.99**2 * 25 / 1e4)
check("guardrail of hours, z", hours, 0.08 / (0.05 * math.sqrt(1 + 0.99**2)), 1e-12)
check("guardrail of hours, p", stats.norm.sf(hours), 0.1278, 5e-4)

# Benjamini, Hochberg 1995.
thrombolysis = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]
check("Benjamini, Hochberg: rejected", sum(stats.false_discovery_control(thrombolysis) <= 0.05), 4, 0)

v = 0.49 * 0.51 / 100
mu, s = 51 / 49 - 1, math.sqrt(v + (51 / 49) ** 2 * v) / 0.49
check("chance to win", stats.norm.cdf(mu / s), 0.60918, 5e-6)
check("loss of shipping", s * stats.norm.pdf(mu / s) - mu * stats.norm.cdf(-mu / s), 0.04058, 5e-6)
check("loss of staying", s * stats.norm.pdf(mu / s) + mu * stats.norm.cdf(mu / s), 0.08140, 5e-6)

# --- power ----------------------------------------------------------------------------------------------------------


def power_t(n, m, effect, sd, alpha=0.05):
    df, ncp = n + m - 2, effect / (sd * math.sqrt(1 / n + 1 / m))
    return stats.nct.sf(stats.t.ppf(1 - alpha / 2, df), df, ncp)


check("power.t.test n 20", power_t(20, 20, 1, 1), 0.8689528, 5e-8)
n = optimize.brentq(lambda x: power_t(x, x, 1, 1) - 0.9, 5, 100)
check("power.t.test power .9", n, 22.02110, 5e-6)
check("unequal arms 90 and 60, d .6, one side (Cohen 1988)", power_t(90, 60, 0.6, 1, 0.10), 0.9737262, 5e-8)
check("unequal arms 28 and 35, d .6", power_t(28, 35, 0.6, 1), 0.6439684, 5e-8)

# --- looks ----------------------------------------------------------------------------------------------------------


def cover(t):
    t = np.asarray(t, dtype=float)
    return np.sqrt(np.minimum.outer(t, t) / np.maximum.outer(t, t))


def inside(t, low, high, drift=0.0):
    """P(low < Z < high at all looks), by multivariate normal."""
    t = np.asarray(t, dtype=float)
    mean = drift * np.sqrt(t)
    joint = stats.multivariate_normal(mean, cover(t), seed=7, maxpts=2_000_000, abseps=1e-9, releps=1e-9)
    return float(joint.cdf(np.asarray(high), lower_limit=np.asarray(low)))


def exits(t, bounds, drift=0.0, both=False):
    """Chances to leave upwards at each look."""
    result = []
    for k in range(len(t)):
        low = [-b if both else -20 for b in bounds[:k]]
        high = list(bounds[:k])
        result.append(inside(t[: k + 1], low + [bounds[k]], high + [20 + drift], drift))
    return result


def bounds_of(t, spent):
    found = []
    for k in range(len(t)):
        rise = spent[k] - (spent[k - 1] if k else 0)
        found.append(optimize.brentq(lambda b: exits(t[: k + 1], found + [b])[-1] - rise, 0.5, 8, xtol=1e-8))
    return found


def obrien_fleming(a, t):
    return 2 * stats.norm.sf(stats.norm.isf(a / 2) / math.sqrt(t))


def pocock(a, t):
    return a * math.log(1 + (math.e - 1) * t)


t = [0.25, 0.5, 0.75, 1]
for got, want in zip(bounds_of(t, [obrien_fleming(0.025, x) for x in t]), [4.3326, 2.9631, 2.3590, 2.0141]):
    check("LD-OF, four looks", got, want, 2e-4)
t = [0.3, 0.7, 1]
for got, want in zip(bounds_of(t, [0.03 * x**2.2 for x in t]), [2.8594012, 2.2435708, 1.9735737]):
    check("power spending 2.2 (rpact asKD)", got, want, 2e-5)
# Jennison, Turnbull 2000, tables 2.1 (Pocock), 2.3 (O'Brien, Fleming), 2.9 (Wang, Tsiatis): constants by looks 2 to 5.
tables = {
    0.5: [2.178, 2.289, 2.361, 2.413],
    0.0: [1.977, 2.004, 2.024, 2.040],
    0.1: [1.994, 2.026, 2.050, 2.068],
    0.25: [2.038, 2.083, 2.113, 2.136],
    0.4: [2.111, 2.186, 2.233, 2.267],
}
for shape, constants in tables.items():
    for k, c in enumerate(constants, 2):
        t = np.arange(1, k + 1) / k
        level = 2 * sum(exits(t, c * t ** (shape - 0.5), 0, True))
        check(f"level of shape {shape}, {k} looks", level, 0.05, 1e-4)
# The same, tables 2.7 and 2.8: power of the largest size, Pocock with 4 looks and O'Brien, Fleming with 5.
for shape, k, c, size in ((0.5, 4, 2.361, 1.202), (0, 5, 2.040, 1.028)):
    t = np.arange(1, k + 1) / k
    drift = (stats.norm.isf(0.025) + stats.norm.ppf(0.8)) * math.sqrt(size)
    check(f"power at {size} of the fixed size", sum(exits(t, c * t ** (shape - 0.5), drift, True)), 0.8, 5e-4)
t = [0.35, 0.7, 1]
for got, want in zip(bounds_of(t, [pocock(0.13, x) for x in t]), [1.5446617, 1.4828682, 1.4620058]):
    check("Pocock spending (rpact asP)", got, want, 2e-5)


def stage_wise(t, bounds, z, drift=0.0):
    up = exits(t, list(bounds[: len(t) - 1]) + [z], drift, True)
    return sum(up)


def median_unbiased(t, bounds, z):
    return [optimize.brentq(lambda d: stage_wise(t, bounds, z, d) - p, -6, 12, xtol=1e-7) for p in (0.5, 0.025, 0.975)]


t, b = [0.3, 0.6, 1], [3.9286, 2.67, 1.981]
check("stage-wise p, z 2.2 at look 3", 2 * stage_wise(t, b, 2.2), 0.0311670, 2e-7)
for name, got, want in zip(("estimate", "low", "high"), median_unbiased(t, b, 2.2), (2.179019, 0.198730, 4.146519)):
    check(f"median-unbiased drift, {name}", got, want, 2e-5)
check("stage-wise p, z 2.9 at look 2", 2 * stage_wise(t[:2], b, 2.9), 0.00377256, 5e-8)

# rpact, getAnalysisResults for rates: p, median-unbiased estimate and interval of a stop at the third look.
b = [3.4542176, 2.9219298, 2.2448554]
t = [0.2, 0.4, 0.8]
check("stage-wise p (rpact)", stage_wise(t, b, 2.7777778), 0.0042246203, 5e-8)
scale = math.sqrt(0.8) * math.sqrt(14 / 27 * 13 / 27 / 27)
for name, got, want in zip(("estimate", "high", "low"), median_unbiased(t, b, 2.7777778), (0.48659273, 0.68026724, 0.29660132)):
    check(f"median-unbiased, {name} (rpact)", 0.75 - got * scale, want, 2e-6)

# rpact, getAnalysisResults: conditional rejection probability of a two-stage Wang-Tsiatis design, delta .4.
c = optimize.brentq(lambda x: 2 * sum(exits([0.5, 1], [x * 0.5 ** (0.4 - 0.5), x], 0, True)) - 0.05, 1.5, 3, xtol=1e-9)
z = stats.norm.isf(stats.t.sf(0.2 / (1.3 / math.sqrt(120)), 119))
check("conditional power at no effect (rpact)", stats.norm.sf((c - z * math.sqrt(0.5)) / math.sqrt(0.5)), 0.094509305, 2e-6)


def sequence(estimate, se, n, tuned, a=0.05):
    rho2 = (-2 * math.log(a) + math.log(1 - 2 * math.log(a))) / tuned
    half = se * math.sqrt(n) * math.sqrt(2 * (n * rho2 + 1) / (n**2 * rho2) * math.log(math.sqrt(n * rho2 + 1) / a))
    return estimate - half, estimate + half


yt, yc = 2422.7 / 3461, 1396.87 / 3000
vt = (134698.29 - 2422.7**2 / 3461) / 3460 / 3461
vc = (52377.9767 - 1396.87**2 / 3000) / 2999 / 3000
se = math.sqrt(vt + (yt / yc) ** 2 * vc) / yc
low, high = sequence(yt / yc - 1, se, 6461, 1000)
check("confidence sequence, lift", yt / yc - 1, 0.50336, 5e-6)
check("confidence sequence, low", low, -0.55844, 5e-6)
check("confidence sequence, high", high, 1.56516, 5e-6)

print(f"{len(failed)} differ" if failed else "all agree")
sys.exit(1 if failed else 0)
