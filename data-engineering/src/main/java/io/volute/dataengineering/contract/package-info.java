/** The data contract: columns, their types, and when each is known. */
@NullMarked
package io.volute.dataengineering.contract;

import org.jspecify.annotations.NullMarked;
