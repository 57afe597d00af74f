/** HTML and inline SVG that open without network: escaped text, plots, tables, one style for all pages. */
@NullMarked
package io.volute.businessanalysis.page;

import org.jspecify.annotations.NullMarked;
