package io.volute.businessanalysis.report;

import com.google.inject.AbstractModule;
import io.volute.businessanalysis.page.Stylesheet;

/** What the report step needs beside its input. */
public final class ReportModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Stylesheet.class);
    }
}
