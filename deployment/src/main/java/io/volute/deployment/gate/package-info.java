/**
 * Gates: conditions that a model must meet before it may act. All of them run and report; one red one refuses the model,
 * and too little data is red with its own reason. A refusal is a result, not an error.
 */
@NullMarked
package io.volute.deployment.gate;

import org.jspecify.annotations.NullMarked;
