/**
 * Boosted trees by XGBoost. The library is needed to train only: models leave here as plain trees that modeling scores by
 * itself.
 */
@NullMarked
package io.volute.xgboost;

import org.jspecify.annotations.NullMarked;
