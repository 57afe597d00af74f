/** What an effect is believed to be once a prior and an estimate are weighed: a summary beside the verdict, never it. */
@NullMarked
package io.volute.statistics.bayes;

import org.jspecify.annotations.NullMarked;
