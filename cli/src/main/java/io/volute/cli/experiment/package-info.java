/** Verbs that analyse metrics and experiments out of files, without any project. */
@NullMarked
package io.volute.cli.experiment;

import org.jspecify.annotations.NullMarked;
