/**
 * Leakage: columns that tell the label and could not know it. Each column is judged alone, by how it ranks the rows and
 * by whether one of its segments is nearly pure; the rows as a whole by their order, repetitions and contradictions.
 * What needs a trained model is not found here.
 */
@NullMarked
package io.volute.dataengineering.leakage;

import org.jspecify.annotations.NullMarked;
