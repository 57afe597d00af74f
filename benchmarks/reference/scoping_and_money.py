"""Recomputes with NumPy and SciPy what the tests of statistics (launch, value, agreement, ledger) quote.

    python3 -m venv venv && venv/bin/pip install scipy numpy
    venv/bin/python benchmarks/reference/scoping_and_money.py

Nothing here shares code with the Java, and where it can, no method either. Exit 1 if a figure differs.
"""

import math
import sys

import numpy as np
from scipy import integrate, optimize, stats

failed = []


def check(what, got, want, within):
    good = abs(got - want) <= within
    failed.extend([] if good else [what])
    print(f"{'ok  ' if good else 'FAIL'} {what}: {got:.8g} (quoted {want:.8g})")


# --- past launches --------------------------------------------------------------------------------------------------


def fieller(a, b, vaa, cab, vbb, q):
    """Roots of the test, found by search instead of by the formula."""
    f = lambda r: (a - r * b) ** 2 - q * q * (vaa - 2 * r * cab + r * r * vbb)
    r = a / b
    step = abs(r) + 1
    low, high = r - step, r + step
    while f(low) < 0:
        low -= step
        step *= 2
    while f(high) < 0:
        high += step
        step *= 2
    return optimize.brentq(f, low, r), optimize.brentq(f, r, high)


def total_covariance(x, y, oxx, oxy):
    n = len(x)
    x, y = x - x.mean(), y - y.mean()
    a, b = n / (n - 1) * x * y - oxy, n / (n - 1) * x * x - oxx
    v = np.cov(a, b) / n
    q = stats.t.ppf(0.975, n - 1)
    return (a.mean() / b.mean(), *fieller(a.mean(), b.mean(), v[0, 0], v[0, 1], v[1, 1], q))


# The launches of the test: 40 points on a lattice, no random numbers.
i = np.arange(40)
x = ((i * 17) % 40 - 19.5) / 10
y = 0.5 * x + ((i * 7) % 40 - 19.5) / 20
got = total_covariance(x, y, 0.2 + 0.01 * (i % 5), -0.1 - 0.005 * (i % 3))
for name, value, want in zip(("slope", "low", "high"), got, (0.6795645, 0.4847520, 0.9124062)):
    check(f"40 launches, {name}", value, want, 5e-7)
check("40 launches, naive", np.polyfit(x, y, 1)[0], 0.4934334, 5e-8)
c = np.cov(x, y) - np.array([[np.mean(0.2 + 0.01 * (i % 5)), np.mean(-0.1 - 0.005 * (i % 3))], [np.mean(-0.1 - 0.005 * (i % 3)), 0.07 + 0.01 * np.mean(i % 2)]])
check("40 launches, correlation", c[0, 1] / math.sqrt(c[0, 0] * c[1, 1]), 0.9399522, 5e-8)


def paule_mandel(y, v):
    y, v = np.asarray(y), np.asarray(v)

    def q(t):
        w = 1 / (v + t)
        return float((w * (y - (w * y).sum() / w.sum()) ** 2).sum())

    def at(target):
        return 0 if q(0) <= target else optimize.brentq(lambda t: q(t) - target, 0, 1e4, xtol=1e-15)

    k = len(y)
    tau2 = at(k - 1)
    w = 1 / (v + tau2)
    ends = [at(stats.chi2.ppf(p, k - 1)) for p in (0.975, 0.025)]
    return tau2, float((w * y).sum() / w.sum()), 1 / math.sqrt(w.sum()), *ends


got = paule_mandel([0.02, 0.05, -0.01, 0.03, 0], np.array([0.01, 0.02, 0.01, 0.015, 0.02]) ** 2)
check("Paule-Mandel, tau^2", got[0], 3.1566e-4, 5e-9)
check("Paule-Mandel, mean", got[1], 0.015801, 5e-7)
bcg = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
    (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]
risk = [math.log(a / (a + b) / (c / (c + d))) for a, b, c, d in bcg]
error = [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in bcg]
got = paule_mandel(risk, error)
for name, value, want in zip(("tau^2", "mean", "se", "low", "high"), got, (0.3181, -0.7150, 0.1809, 0.1197, 1.1115)):
    check(f"BCG vaccine, {name}", value, want, 5e-5)


def launched_error(c):
    """Variance of 1[z > c] z - phi(c - z), by quadrature."""
    f = lambda z: (z > c) * z - stats.norm.pdf(c - z)
    part = lambda g: sum(integrate.quad(lambda z: g(z) * stats.norm.pdf(z), *ends)[0] for ends in ((-12, c), (c, 12)))
    return part(lambda z: f(z) ** 2) - part(f) ** 2


x = np.array([2.5, 1, 2.1, -0.3])
got = x[x > 1.96].sum() - stats.norm.pdf(1.96 - x).sum()
half = stats.norm.ppf(0.975) * math.sqrt(sum(launched_error(1.96 - one) for one in x))
check("winner's curse", got, 3.57745, 5e-6)
check("winner's curse, low", got - half, 1.26697, 5e-6)
check("winner's curse, high", got + half, 5.88794, 5e-6)

# --- value ----------------------------------------------------------------------------------------------------------


def value(q, n=10_000, p=0.05, g=100, l=15, a=0):
    """By a fine grid over the false positive rate, not by the slope of the curve."""
    d = math.sqrt(2) * stats.norm.ppf(q)
    fpr = np.concatenate([[0, 1], np.geomspace(1e-8, 1, 400_001)])
    v = n * (p * stats.norm.cdf(d + stats.norm.ppf(fpr)) * (g - a) - (1 - p) * fpr * (l + a))
    return float(v.max()), float(fpr[v.argmax()])


for q, want in ((0.7, 2128), (0.8, 9405), (0.9, 21616)):
    check(f"value at AUC {q}", value(q)[0], want, 0.5)
check("false positive rate at .8", value(0.8)[1], 0.0701, 5e-5)
check("break-even quality", optimize.brentq(lambda q: value(q)[0] - 20_000, 0.8, 0.95, xtol=1e-9), 0.88910, 5e-6)
loss = lambda m, s: integrate.quad(lambda x: max(0, -x) * stats.norm.pdf(x, m, s), m - 12 * s, 0)[0]
check("EVPI, m 30, s 50", loss(30, 50), 8.4336, 5e-5)
check("Elkan, inspection 1, miss 8", 1 / (1 + 7), 0.125, 0)
check("Elkan, right inspection free", 1 / (1 + 8), 0.1111, 5e-5)

# --- agreement ------------------------------------------------------------------------------------------------------


def kappa(table, power):
    """Error by the delta method with a numerical gradient, not by the formula of Fleiss, Cohen, Everitt."""
    t = np.array(table, dtype=float)
    n, k = t.sum(), len(t)
    gap = np.abs(np.subtract.outer(range(k), range(k)))
    w = (gap > 0).astype(float) if power == 0 else gap.astype(float) ** power

    def of(p):
        p = p.reshape(k, k) / p.sum()
        return 1 - (w * p).sum() / (w * np.outer(p.sum(1), p.sum(0))).sum()

    p = (t / n).ravel()
    h = 1e-6
    gradient = np.array([(of(p + h * e) - of(p - h * e)) / (2 * h) for e in np.eye(k * k)])
    return of(p), math.sqrt((np.sum(p * gradient**2) - np.sum(p * gradient) ** 2) / n)


couples = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
winnipeg = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]
orleans = [[5, 3, 0, 0], [3, 11, 4, 0], [2, 13, 3, 4], [1, 2, 4, 14]]
for name, table, power, want, error in (
    ("couples", couples, 0, 0.1293, 0.06860),
    ("couples, linear", couples, 1, 0.2374, 0.07832),
    ("Winnipeg", winnipeg, 0, 0.2079, 0.05046),
    ("Winnipeg, linear", winnipeg, 1, 0.3797, 0.05167),
    ("New Orleans", orleans, 0, 0.2965, 0.07850),
    ("New Orleans, linear", orleans, 1, 0.4773, 0.07303),
    ("textbook", [[20, 5], [10, 15]], 0, 0.4, 0.12649),
):
    got = kappa(table, power)
    check(f"kappa, {name}", got[0], want, 5e-5)
    check(f"kappa, {name}, error", got[1], error, 5e-6 if name != "textbook" else 1)

# --- money ----------------------------------------------------------------------------------------------------------

costs = np.log([42, 30, 31, 24, 26, 22, 21])
fit = stats.linregress(np.log(np.arange(1, 8)), costs)
half = stats.t.ppf(0.975, 5) * fit.stderr
for name, value, want in zip(("b", "low", "high"), (-fit.slope, -fit.slope - half, -fit.slope + half), (0.3358277, 0.2218148, 0.4498406)):
    check(f"learning curve, {name}", value, want, 5e-8)
z = stats.norm.ppf(0.975)
low, high = fieller(60, 80, 64, 0, 50, z)
check("overlap, low", low, 0.5333189, 5e-8)
check("overlap, high", high, 1.0130910, 5e-8)

even = lambda t: stats.norm.sf((120 / t + 4 - 16) / 4)
for t, want in ((10, 0.5), (12, 0.691), (18, 0.909), (24, 0.960)):
    check(f"break-even by {t}", even(t), want, 5e-4)
check("break-even, 10 %", 120 / (12 + 4 * stats.norm.isf(0.1)), 7.0, 0.05)
check("break-even, 90 %", 120 / (12 - 4 * stats.norm.isf(0.1)), 17.5, 0.05)

print(f"{len(failed)} differ" if failed else "all agree")
sys.exit(1 if failed else 0)
