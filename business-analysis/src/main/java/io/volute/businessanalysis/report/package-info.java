/**
 * The owner's page: one HTML file that opens without network, its figures each with an id that leads back to the run, the
 * decision, and the insight that the next turn starts from.
 */
@NullMarked
package io.volute.businessanalysis.report;

import org.jspecify.annotations.NullMarked;
