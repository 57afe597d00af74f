/** Tests of boosted trees; those that train skip with the install line where the library is missing. */
@NullMarked
package io.volute.xgboost;

import org.jspecify.annotations.NullMarked;
