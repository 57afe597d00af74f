/** What scoping tells the other stages: objective, costs, baseline rule, guardrails, experiment plan, requirements. */
@NullMarked
package io.volute.core.contract.scoping;

import org.jspecify.annotations.NullMarked;
