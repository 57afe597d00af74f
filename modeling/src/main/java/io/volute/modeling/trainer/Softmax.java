package io.volute.modeling.trainer;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.VoluteException;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.model.LinearModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Softmax regression: minimises {@code sum(-ln p of the row's class) + l2/2 sum over classes |beta|^2}, one set of weights
 * for each class, intercepts free. L-BFGS (Nocedal, Wright 2006, 7.4) that starts from the bound of the Hessian by
 * Böhning (1992), {@code 1/2 X'X} for each class, whose factor is made once; so classes may be many. One thread, sums in
 * row order.
 */
final class Softmax {
    private static final int STEPS_MAX = 500;
    private static final int HALVINGS_MAX = 40;
    private static final int REMEMBERED = 10;
    private static final double STEP_DONE = 1e-10;
    private static final double ENOUGH = 1e-4;

    private final TrainingRows rows;
    private final FeatureMatrix x;
    private final double l2;
    private final int classes;
    /** Places of one class: its weights, then its intercept. */
    private final int width;

    private final Newton bound;
    private final Deque<Pair> memory = new ArrayDeque<>();

    /** A step, how the gradient changed by it, and their product. */
    private static final class Pair {
        private final double[] step;
        private final double[] change;
        private final double product;

        Pair(double[] step, double[] change) {
            this.step = step;
            this.change = change;
            this.product = dot(step, change);
        }
    }

    private Softmax(String trainer, TrainingRows rows, double l2) {
        this.rows = rows;
        this.x = rows.features();
        this.l2 = l2;
        this.classes = rows.target().width();
        this.width = x.features() + 1;
        this.bound = Newton.at(trainer, x, new double[width], l2, (row, eta, derivatives) -> {
            derivatives[0] = 0;
            derivatives[1] = .5;
        });
    }

    /**
     * Fits several classes.
     *
     * @param trainer name of the trainer, for messages
     */
    static Trainer.Trained fit(String trainer, TrainingRows rows, double l2, Trainer.Watch watch) {
        LogisticTrainer.requireFew(trainer, rows.features().features());
        Softmax softmax = new Softmax(trainer, rows, l2);
        double[] beta = softmax.minimum(trainer, watch);
        return new Trainer.Trained(softmax.model(beta), softmax.freedom(trainer, beta));
    }

    private double[] minimum(String trainer, Trainer.Watch watch) {
        double[] beta = start();
        double[] gradient = new double[beta.length];
        double loss = loss(beta, gradient);
        for (int step = 1; step <= STEPS_MAX; step++) {
            if (largest(bounded(gradient)) < STEP_DONE) {
                return beta;
            }
            double[] direction = direction(gradient);
            double slope = dot(gradient, direction);
            double size = 1;
            double[] next = minus(beta, direction, size);
            double[] nextGradient = new double[beta.length];
            double nextLoss = loss(next, nextGradient);
            for (int i = 0; !(nextLoss <= loss - ENOUGH * size * slope) && i < HALVINGS_MAX; i++) {
                size /= 2;
                next = minus(beta, direction, size);
                nextLoss = loss(next, nextGradient);
            }
            watch.progress(step, STEPS_MAX, "steps");
            // At the optimum rounding can make every further step a hair worse; then this one is the answer.
            if (!(nextLoss < loss)) {
                return beta;
            }
            remember(minus(next, beta, 1), minus(nextGradient, gradient, 1));
            beta = next;
            gradient = nextGradient;
            loss = nextLoss;
        }
        throw new VoluteException(
                ModelingError.TRAINING_FAILED,
                "trainer " + trainer + ": not converged after " + STEPS_MAX + " steps (expected: far fewer); raise l2");
    }

    /** Intercepts at the logarithms of the shares, their sum 0; weights 0. */
    private double[] start() {
        double[] beta = new double[classes * width];
        int[] counts = rows.counts();
        double mean = 0;
        for (int k = 0; k < classes; k++) {
            mean += StrictMath.log(counts[k]) / classes;
        }
        for (int k = 0; k < classes; k++) {
            beta[k * width + width - 1] = StrictMath.log(counts[k]) - mean;
        }
        return beta;
    }

    /** The loss, and its gradient into {@code gradient}. */
    private double loss(double[] beta, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] shares = new double[classes];
        double loss = 0;
        for (int row = 0; row < x.rows(); row++) {
            loss += shares(row, beta, shares);
            for (int k = 0; k < classes; k++) {
                double residual = shares[k] - (rows.classOf(row) == k ? 1 : 0);
                int first = k * width;
                for (int entry = x.start(row); entry < x.start(row + 1); entry++) {
                    gradient[first + x.feature(entry)] += residual * x.value(entry);
                }
                gradient[first + width - 1] += residual;
            }
        }
        double squares = 0;
        for (int i = 0; i < beta.length; i++) {
            if (i % width != width - 1) {
                squares += beta[i] * beta[i];
                gradient[i] += l2 * beta[i];
            }
        }
        return loss + l2 * squares / 2;
    }

    /** Fills in the probability of each class; returns the row's loss. */
    private double shares(int row, double[] beta, double[] shares) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            int first = k * width;
            double eta = beta[first + width - 1];
            for (int entry = x.start(row); entry < x.start(row + 1); entry++) {
                eta += beta[first + x.feature(entry)] * x.value(entry);
            }
            shares[k] = eta;
            highest = Math.max(highest, eta);
        }
        double own = shares[rows.classOf(row)] - highest;
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            shares[k] = StrictMath.exp(shares[k] - highest);
            sum += shares[k];
        }
        for (int k = 0; k < classes; k++) {
            shares[k] /= sum;
        }
        return StrictMath.log(sum) - own;
    }

    /** The two-loop recursion; what a full step subtracts. */
    private double[] direction(double[] gradient) {
        double[] q = gradient.clone();
        List<Double> factors = new ArrayList<>();
        for (Pair pair : memory) {
            double factor = dot(pair.step, q) / pair.product;
            factors.add(factor);
            add(q, pair.change, -factor);
        }
        double[] r = bounded(q);
        if (!memory.isEmpty()) {
            Pair newest = memory.getFirst();
            double scale = newest.product / dot(newest.change, bounded(newest.change));
            for (int i = 0; i < r.length; i++) {
                r[i] *= scale;
            }
        }
        int at = factors.size();
        for (var oldest = memory.descendingIterator(); oldest.hasNext(); ) {
            Pair pair = oldest.next();
            double factor = factors.get(--at) - dot(pair.change, r) / pair.product;
            add(r, pair.step, factor);
        }
        return r;
    }

    private void remember(double[] step, double[] change) {
        Pair pair = new Pair(step, change);
        if (pair.product > 0) {
            memory.addFirst(pair);
            if (memory.size() > REMEMBERED) {
                memory.removeLast();
            }
        }
    }

    /** The bound's inverse times a vector, class by class. */
    private double[] bounded(double[] vector) {
        double[] result = new double[vector.length];
        for (int k = 0; k < classes; k++) {
            double[] part = bound.solve(Arrays.copyOfRange(vector, k * width, (k + 1) * width));
            System.arraycopy(part, 0, result, k * width, width);
        }
        return result;
    }

    private LinearModel model(double[] beta) {
        double[] intercepts = new double[classes];
        double[][] weights = new double[classes][];
        for (int k = 0; k < classes; k++) {
            intercepts[k] = beta[k * width + width - 1];
            weights[k] = Arrays.copyOfRange(beta, k * width, k * width + width - 1);
        }
        return new LinearModel(Framing.MULTICLASS, intercepts, weights);
    }

    /**
     * Effective degrees of freedom: those of each class against the rest, as of a logistic ridge, less the share of one
     * class, which the others fix. Weights of all classes add up to 0, so against the rest a weight counts
     * {@code K / (K - 1)} times and the ridge on it is {@code l2 (K - 1) / K}. Of two classes this is the figure of
     * {@link LogisticTrainer}.
     */
    private double freedom(String trainer, double[] beta) {
        double[] all = new double[x.rows() * classes];
        double[] shares = new double[classes];
        for (int row = 0; row < x.rows(); row++) {
            shares(row, beta, shares);
            System.arraycopy(shares, 0, all, row * classes, classes);
        }
        double sum = 0;
        double againstRest = l2 * (classes - 1) / classes;
        for (int k = 0; k < classes; k++) {
            int own = k;
            sum += Newton.at(trainer, x, new double[width], againstRest, (row, eta, derivatives) -> {
                        double share = all[row * classes + own];
                        derivatives[0] = 0;
                        derivatives[1] = share * (1 - share);
                    })
                    .freedom(againstRest);
        }
        return sum * (classes - 1) / classes;
    }

    private static double largest(double[] vector) {
        return Arrays.stream(vector).map(Math::abs).max().orElse(0);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static double[] minus(double[] from, double[] what, double times) {
        double[] result = from.clone();
        add(result, what, -times);
        return result;
    }
}
