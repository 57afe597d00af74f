/**
 * A project small enough to be run hundreds of times: six stages of the real names, whose steps add and multiply a few
 * numbers of a text file, with every kind of component that the engine knows. The scenarios of the engine are played on
 * it.
 */
@org.jspecify.annotations.NullMarked
package io.volute.core.run.story;
