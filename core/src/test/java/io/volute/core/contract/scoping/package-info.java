@NullMarked
package io.volute.core.contract.scoping;

import org.jspecify.annotations.NullMarked;
