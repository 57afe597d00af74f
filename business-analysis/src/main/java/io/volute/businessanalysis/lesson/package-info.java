/** What past launches teach of the link between the model's metric and the business metric. */
@NullMarked
package io.volute.businessanalysis.lesson;

import org.jspecify.annotations.NullMarked;
