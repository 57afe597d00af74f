@NullMarked
package io.volute.businessanalysis.usage;

import org.jspecify.annotations.NullMarked;
