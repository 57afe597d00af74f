/** How numbers are written for people, the same on screens, in verdicts and in reports. */
@NullMarked
package io.volute.core.text;

import org.jspecify.annotations.NullMarked;
