/**
 * What is fast, measured by JMH. Each benchmark is a thing that the loop does often; the scripts beside this module
 * measure whole commands from the shell.
 */
@NullMarked
package io.volute.benchmarks;

import org.jspecify.annotations.NullMarked;
