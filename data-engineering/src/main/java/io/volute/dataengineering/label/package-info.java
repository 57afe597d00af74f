/** Labels: what the model predicts, as an expression over columns that are known after the decision. */
@NullMarked
package io.volute.dataengineering.label;

import org.jspecify.annotations.NullMarked;
