@org.jspecify.annotations.NullMarked
package io.volute.statistics.sampling;
