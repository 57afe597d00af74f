package io.volute.businessanalysis.report;

/**
 * The report as one HTML document without references to anything outside.
 *
 * @param html complete document
 */
public record ReportPage(String html) {}
