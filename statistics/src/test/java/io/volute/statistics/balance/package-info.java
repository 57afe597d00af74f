@NullMarked
package io.volute.statistics.balance;

import org.jspecify.annotations.NullMarked;
