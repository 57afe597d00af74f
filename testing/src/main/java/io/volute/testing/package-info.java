/** What tests of every module share: a step context in memory, sample data and published contract kits. */
@NullMarked
package io.volute.testing;

import org.jspecify.annotations.NullMarked;
