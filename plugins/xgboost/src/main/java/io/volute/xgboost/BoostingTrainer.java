package io.volute.xgboost;

import io.volute.core.contract.dataengineering.Framing;
import io.volute.core.error.VoluteException;
import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import io.volute.modeling.ModelingError;
import io.volute.modeling.feature.FeatureMatrix;
import io.volute.modeling.model.Complexity;
import io.volute.modeling.model.Forest;
import io.volute.modeling.rows.Target;
import io.volute.modeling.trainer.Trainer;
import io.volute.modeling.trainer.TrainingRows;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient boosted trees, for the log loss of two or several classes or the squared error of a number. Our own loop over rounds, because the library's prints from native code and
 * cannot be interrupted. Features that are not stored are missing values to the trees.
 */
final class BoostingTrainer implements Trainer {
    /** Fewer stored values than this are grown faster by one thread than by several that wait for each other. */
    private static final int ALONE_BELOW = 1_000_000;

    private final NativeLibrary library;

    @Doc("gradient boosted trees (XGBoost)")
    record Options(
            @Doc("number of trees") @Default("100") int trees,

            @Doc("splits on the way to a leaf, at most") @Default("4")
            int depth,

            @Doc("share of each tree that is added") @Default("0.1")
            double eta,

            @Doc("ridge on the leaves") @Default("1") double l2,

            @Doc("weight of the rows of a leaf, at least") @Default("1")
            double minChildWeight) {
        Options {
            require(trees >= 1 && trees <= 10_000, "trees", trees, "1 to 10,000");
            require(depth >= 1 && depth <= 16, "depth", depth, "1 to 16");
            require(eta > 0 && eta <= 1, "eta", eta, "above 0, at most 1");
            require(l2 >= 0 && Double.isFinite(l2), "l2", l2, "0 or more");
            require(
                    minChildWeight >= 0 && Double.isFinite(minChildWeight),
                    "min-child-weight",
                    minChildWeight,
                    "0 or more");
        }

        private static void require(boolean holds, String key, Number value, String expected) {
            if (!holds) {
                throw new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
            }
        }
    }

    @Inject
    BoostingTrainer(NativeLibrary library) {
        this.library = library;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public Complexity.Family family() {
        return Complexity.Family.BOOSTING;
    }

    @Override
    public Set<Framing> framings() {
        return Set.of(Framing.values());
    }

    @Override
    public Optional<String> unavailable() {
        return library.missing();
    }

    @Override
    public Trained train(Record options, TrainingRows rows, long seed, Watch watch) {
        Optional<String> missing = library.missing();
        if (missing.isPresent()) {
            throw new VoluteException(ModelingError.TRAINER_UNAVAILABLE, "trainer boosting: " + missing.get());
        }
        try {
            Forest forest = boost((Options) options, rows, seed, watch);
            return new Trained(forest, forest.leafCount());
        } catch (LinkageError e) {
            throw new VoluteException(
                    ModelingError.TRAINER_UNAVAILABLE,
                    "trainer boosting: XGBoost's native library cannot be loaded (" + e.getMessage()
                            + "); the temporary folder must allow executable files (-Djava.io.tmpdir=…), and on Linux "
                            + OpenMpLibrary.remedy(""),
                    e);
        } catch (XGBoostError e) {
            throw new VoluteException(
                    ModelingError.TRAINING_FAILED, "trainer boosting: XGBoost gave up: " + firstLine(e), e);
        }
    }

    private static Forest boost(Options options, TrainingRows rows, long seed, Watch watch) throws XGBoostError {
        Map<String, Object> parameters = objective(rows.target());
        parameters.put("tree_method", "hist");
        parameters.put("max_depth", options.depth());
        parameters.put("eta", options.eta());
        parameters.put("lambda", options.l2());
        parameters.put("min_child_weight", options.minChildWeight());
        parameters.put("nthread", threads(rows.features()));
        parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
        parameters.put("verbosity", 0);
        DMatrix data = matrix(rows.features());
        try {
            data.setLabel(labels(rows));
            Booster booster = XGBoost.train(data, parameters, 0, Map.of(), null, null);
            try {
                for (int round = 0; round < options.trees(); round++) {
                    booster.update(data, round);
                    watch.progress(round + 1L, options.trees(), "trees");
                }
                return XgboostModel.read(booster.toByteArray("json"), rows.target());
            } finally {
                booster.dispose();
            }
        } finally {
            data.dispose();
        }
    }

    static Map<String, Object> objective(Target target) {
        Map<String, Object> parameters = new TreeMap<>();
        switch (target.framing()) {
            case BINARY -> parameters.put("objective", "binary:logistic");
            case MULTICLASS -> {
                parameters.put("objective", "multi:softprob");
                parameters.put("num_class", target.width());
            }
            case REGRESSION -> parameters.put("objective", "reg:squarederror");
        }
        return parameters;
    }

    /** Compressed rows; what is not stored is missing. */
    static DMatrix matrix(FeatureMatrix features) throws XGBoostError {
        long[] starts = new long[features.rows() + 1];
        for (int row = 0; row <= features.rows(); row++) {
            starts[row] = features.start(row);
        }
        int[] indices = new int[features.entries()];
        float[] values = new float[features.entries()];
        for (int entry = 0; entry < indices.length; entry++) {
            indices[entry] = features.feature(entry);
            values[entry] = Forest.single(features.value(entry));
        }
        return new DMatrix(
                starts, indices, values, DMatrix.SparseType.CSR, features.features(), Float.NaN, threads(features));
    }

    /** The trees are the same for any number of threads. */
    private static int threads(FeatureMatrix features) {
        return features.entries() < ALONE_BELOW ? 1 : Runtime.getRuntime().availableProcessors();
    }

    static float[] labels(TrainingRows rows) {
        float[] labels = new float[rows.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = Forest.single(rows.value(row));
        }
        return labels;
    }

    private static String firstLine(XGBoostError e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
