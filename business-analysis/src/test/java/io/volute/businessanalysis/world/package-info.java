/** Tests of the simulated world of {@code examples/streaming}, which measures nothing itself. */
package io.volute.businessanalysis.world;
