#!/usr/bin/env python3
"""The quick start's loop as one would script it in Python: pandas, scikit-learn, XGBoost and MLflow.

The same data, dates, folds, candidates, costs and 31 months as `./volute quickstart`, and the same figures at the end,
so that the two times compare like with like. What it does not do, and Volute does: quarantine, leakage checks,
fingerprints and reuse, lineage, drift with a held alarm rate, estimated performance, the ledger, the owner's report.
`--monitoring` adds Evidently's drift report for each month.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python loop.py [--monitoring] [--data FILE] [--json]
"""

import argparse
import hashlib
import json
import os
import shutil
import tempfile
import time
import warnings
from pathlib import Path

STARTED = time.perf_counter()
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
warnings.filterwarnings("ignore")

import mlflow  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from sklearn.compose import ColumnTransformer  # noqa: E402
from sklearn.impute import SimpleImputer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score  # noqa: E402
from sklearn.pipeline import Pipeline  # noqa: E402
from sklearn.preprocessing import OneHotEncoder, StandardScaler  # noqa: E402
from xgboost import XGBClassifier  # noqa: E402

LABEL = "Effect Amount of damage"
DATE = "Flight Date"
SIZE = "Wildlife Size"
SPEED = "Speed IAS in knots"
CATEGORIES = [
    "Aircraft Make Model",
    "Aircraft Airline Operator",
    "Origin State",
    "Phase of flight",
    SIZE,
    "Wildlife Species",
    "Time of day",
]
NUMBERS = [SPEED, "month"]
INSPECTION, MISSED = 1_000, 10_000
DELAY = pd.Timedelta(days=30)
SEED = 7


def read(path):
    rows = pd.read_csv(path, keep_default_na=False, na_values=[""])
    rows[DATE] = pd.to_datetime(rows[DATE])
    rows[SPEED] = pd.to_numeric(rows[SPEED], errors="coerce")
    rows[CATEGORIES] = rows[CATEGORIES].fillna("(missing)")
    rows["month"] = rows[DATE].dt.month.astype(float)
    known = [column for column in rows.columns if not column.startswith("Cost") and column != LABEL]
    ordinal = rows.groupby(known, dropna=False).cumcount()
    fields = zip(*(rows[column] for column in known), ordinal)
    rows["id"] = [hashlib.sha256("\x1f".join(map(str, one)).encode()).hexdigest() for one in fields]
    rows = rows[~rows[LABEL].isin(["B", "C"])].reset_index(drop=True)
    rows["damaged"] = (rows[LABEL] != "None").astype(int)
    rows["substantial"] = (rows[LABEL] == "Substantial").astype(int)
    return rows


def features():
    numbers = Pipeline([("impute", SimpleImputer(strategy="median", add_indicator=True)), ("scale", StandardScaler())])
    categories = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=10)
    return ColumnTransformer([("numbers", numbers, NUMBERS), ("categories", categories, CATEGORIES)])


def candidates():
    return {
        "logistic": LogisticRegression(C=1.0, max_iter=1000),
        "logistic-strong": LogisticRegression(C=0.1, max_iter=1000),
        "boosting": XGBClassifier(
            n_estimators=100, max_depth=4, learning_rate=0.1, n_jobs=2, random_state=SEED, tree_method="hist"
        ),
    }


def fit(name, rows):
    pipeline = Pipeline([("features", features()), ("model", candidates()[name])])
    return pipeline.fit(rows[CATEGORIES + NUMBERS], rows["damaged"])


def probability(pipeline, rows):
    return pipeline.predict_proba(rows[CATEGORIES + NUMBERS])[:, 1]


def by_rule(rows):
    return (rows[SIZE] != "Small").to_numpy()


def by_model(scores):
    return scores >= INSPECTION / MISSED


def cost(inspected, rows):
    return np.where(inspected, INSPECTION, MISSED * rows["damaged"].to_numpy())


def interval(differences):
    mean = differences.mean()
    half = 1.96 * differences.std(ddof=1) / np.sqrt(len(differences))
    return {"estimate": mean, "low": mean - half, "high": mean + half, "n": len(differences)}


def judge(rows, as_of):
    """Yearly folds, each trained on labels known at its start; the best by cost, the simplest within its noise."""
    judged = {name: [] for name in candidates()}
    rule = []
    for year in range(as_of.year - 5, as_of.year):
        start = pd.Timestamp(year, 1, 1)
        train = rows[rows[DATE] + DELAY <= start]
        test = rows[(rows[DATE] >= start) & (rows[DATE] < pd.Timestamp(year + 1, 1, 1)) & (rows[DATE] + DELAY <= as_of)]
        rule.append(cost(by_rule(test), test))
        for name in judged:
            with mlflow.start_run(run_name=f"{name}-{year}"):
                scores = probability(fit(name, train), test)
                costs = cost(by_model(scores), test)
                judged[name].append(costs)
                mlflow.log_params({"candidate": name, "fold": year, "asOf": str(as_of.date()), "rows": len(train)})
                mlflow.log_metrics(
                    {
                        "auc": roc_auc_score(test["damaged"], scores),
                        "average_precision": average_precision_score(test["damaged"], scores),
                        "log_loss": log_loss(test["damaged"], scores),
                        "cost": costs.mean(),
                    }
                )
    rule = np.concatenate(rule)
    judged = {name: np.concatenate(costs) for name, costs in judged.items()}
    best = min(judged, key=lambda name: judged[name].mean())
    for name in ["logistic-strong", "logistic", "boosting"]:
        if interval(judged[name] - judged[best])["low"] <= 0 <= interval(judged[name] - judged[best])["high"]:
            best = name
            break
    return best, interval(judged[best] - rule), {name: costs.mean() for name, costs in judged.items()}


def release(rows, name, as_of):
    train = rows[rows[DATE] + DELAY <= as_of]
    model = fit(name, train)
    with mlflow.start_run(run_name=f"release-{as_of.date()}"):
        sample = train[CATEGORIES + NUMBERS].head(5)
        mlflow.sklearn.log_model(
            model,
            name="model",
            input_example=sample,
            registered_model_name="damage",
            serialization_format="cloudpickle",
        )
    return model


def arm(ids, salt):
    return np.array([int(hashlib.sha256((salt + one).encode()).hexdigest()[:8], 16) % 2 for one in ids], dtype=bool)


def drift(reference, current, folder, month):
    from evidently import DataDefinition, Dataset, Report
    from evidently.presets import DataDriftPreset

    definition = DataDefinition(numerical_columns=NUMBERS, categorical_columns=CATEGORIES)
    report = Report([DataDriftPreset()])
    one = Dataset.from_pandas(current[CATEGORIES + NUMBERS], data_definition=definition)
    other = Dataset.from_pandas(reference[CATEGORIES + NUMBERS], data_definition=definition)
    report.run(one, other).save_html(str(folder / f"drift-{month}.html"))


def loop(path, monitoring, folder):
    mlflow.set_tracking_uri(f"sqlite:///{folder}/mlflow.db")
    mlflow.set_experiment(
        experiment_id=mlflow.create_experiment("birdstrikes", artifact_location=(folder / "artifacts").as_uri())
    )
    rows = read(path)
    start = pd.Timestamp(2000, 1, 1)
    chosen, against_rule, folds = judge(rows, start)
    champion = release(rows, chosen, start)
    challengers = {}
    log = []
    for month in pd.period_range("2000-01", "2002-07", freq="M"):
        opens = month.to_timestamp()
        if month.month == 1 and month.year > 2000:
            # A challenger trained on all but the last half-year, judged against the champion on rows neither saw.
            cut = opens - pd.DateOffset(months=6)
            unseen = rows[(rows[DATE] >= cut) & (rows[DATE] + DELAY <= opens)]
            name, _, _ = judge(rows, opens)
            challenger = fit(name, rows[rows[DATE] + DELAY <= cut])
            difference = interval(
                cost(by_model(probability(challenger, unseen)), unseen)
                - cost(by_model(probability(champion, unseen)), unseen)
            )
            challengers[str(month)] = difference
            if difference["high"] < 0:
                champion = release(rows, name, opens)
        current = rows[rows[DATE].dt.to_period("M") == month].copy()
        current["score"] = probability(champion, current)
        current["model_arm"] = arm(current["id"], "release-1")
        current["inspected"] = np.where(current["model_arm"], by_model(current["score"]), by_rule(current))
        log.append(current)
        current.to_parquet(folder / f"exposures-{month}.parquet")
        with mlflow.start_run(run_name=f"month-{month}"):
            mlflow.log_metrics(
                {
                    "strikes": len(current),
                    "mean_probability": current["score"].mean(),
                    "cost_rule": cost(by_rule(current), current).mean(),
                    "cost_model": cost(by_model(current["score"].to_numpy()), current).mean(),
                }
            )
        if monitoring:
            season = rows[(rows[DATE] < start) & (rows[DATE].dt.month == month.month)]
            drift(season, current, folder, month)
    log = pd.concat(log)
    rule = cost(by_rule(log), log)
    model = cost(by_model(log["score"].to_numpy()), log)
    actual = cost(log["inspected"].to_numpy(), log)
    treated, control = actual[log["model_arm"]], actual[~log["model_arm"]]
    difference = treated.mean() - control.mean()
    half = 1.96 * np.sqrt(treated.var(ddof=1) / len(treated) + control.var(ddof=1) / len(control))
    damaged, substantial = log["damaged"] == 1, log["substantial"] == 1
    return {
        "chosen": chosen,
        "folds": {**folds, "againstRule": against_rule},
        "costPerStrike": {"rule": rule.mean(), "model": model.mean()},
        "effect": {
            "paired": interval(model - rule),
            "ab": {"estimate": difference, "low": difference - half, "high": difference + half, "n": len(log)},
        },
        "missedDamage": {
            "rule": (~by_rule(log))[damaged].mean(),
            "model": (~by_model(log["score"].to_numpy()))[damaged].mean(),
            "substantialRule": (~by_rule(log))[substantial].mean(),
            "substantialModel": (~by_model(log["score"].to_numpy()))[substantial].mean(),
        },
        "challengers": challengers,
    }


def main():
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=here / "../../examples/birdstrikes/data/birdstrikes.csv")
    parser.add_argument("--monitoring", action="store_true", help="add Evidently's drift report for each month")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="rival-"))
    try:
        figures = loop(options.data, options.monitoring, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    figures["seconds"] = time.perf_counter() - STARTED
    if options.json:
        print(json.dumps(figures, indent=2, default=float))
        return
    costs, paired = figures["costPerStrike"], figures["effect"]["paired"]
    print(f"rule {costs['rule']:.0f} $ a strike, {figures['chosen']} {costs['model']:.0f} $")
    print(f"paired {paired['estimate']:.0f} $, 95 %: {paired['low']:.0f} … {paired['high']:.0f}, {paired['n']} strikes")
    print(f"{figures['seconds']:.1f} s")


if __name__ == "__main__":
    main()
