package io.volute.businessanalysis.page;

/**
 * A report or a result as one HTML document without references to anything outside.
 *
 * @param html complete document
 */
public record ReportPage(String html) {}
