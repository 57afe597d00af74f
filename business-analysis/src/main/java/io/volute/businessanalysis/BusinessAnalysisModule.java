package io.volute.businessanalysis;

import com.google.inject.AbstractModule;
import io.volute.businessanalysis.challenge.Remember;
import io.volute.businessanalysis.effect.ReadOut;
import io.volute.businessanalysis.effect.RegisterRelease;
import io.volute.businessanalysis.effect.Totals;
import io.volute.businessanalysis.effect.UnitTotals;
import io.volute.businessanalysis.effect.UnitTotalsCodec;
import io.volute.businessanalysis.experiment.CountReach;
import io.volute.businessanalysis.experiment.FreezeMetric;
import io.volute.businessanalysis.experiment.ReadExperiment;
import io.volute.businessanalysis.experiment.RegisterDesign;
import io.volute.businessanalysis.health.MeasureHealth;
import io.volute.businessanalysis.ledger.HandStore;
import io.volute.businessanalysis.ledger.KeepBooks;
import io.volute.businessanalysis.ledger.LedgerModule;
import io.volute.businessanalysis.ledger.LedgerRecorder;
import io.volute.businessanalysis.lesson.LearnFromLaunches;
import io.volute.businessanalysis.metric.MetricModule;
import io.volute.businessanalysis.page.ReportPage;
import io.volute.businessanalysis.page.ReportPageCodec;
import io.volute.businessanalysis.proposal.Propose;
import io.volute.businessanalysis.report.ReportModule;
import io.volute.businessanalysis.report.WriteReport;
import io.volute.businessanalysis.usage.AddUp;
import io.volute.businessanalysis.usage.CountUsage;
import io.volute.core.stage.StageBinder;

/**
 * The stage {@code business-analysis}: {@code totals} by slot and the {@code release} whose design was in force in it, one
 * {@code readout} over them, the {@code challenges} of all passes, the {@code ledger} of money, the owner's {@code report},
 * and what to {@code propose} to the next turn.
 */
public final class BusinessAnalysisModule extends AbstractModule {
    @Override
    protected void configure() {
        StageBinder stage = StageBinder.stage(
                binder(), "business-analysis", BusinessAnalysisSpec.class, "io/volute/businessanalysis/migration");
        stage.step("totals", Totals.class, Totals.Input.class, Totals.Output.class)
                .perSlot();
        stage.step("release", RegisterRelease.class, RegisterRelease.Input.class, RegisterRelease.Output.class)
                .perSlot()
                .facts();
        stage.step("readout", ReadOut.class, ReadOut.Input.class, ReadOut.Output.class);
        stage.step("challenges", Remember.class, Remember.Input.class, Remember.Output.class);
        stage.step("usage-of-slot", CountUsage.class, CountUsage.Input.class, CountUsage.Output.class)
                .forEach("usage", BusinessAnalysisSpec.class, BusinessAnalysisSpec::metered)
                .perSlot();
        stage.step("usage", AddUp.class, AddUp.Input.class, AddUp.Output.class)
                .forEach("usage", BusinessAnalysisSpec.class, BusinessAnalysisSpec::metered);
        stage.step("ledger", KeepBooks.class, KeepBooks.Input.class, KeepBooks.Output.class)
                .recorder(LedgerRecorder.class);
        stage.step("report", WriteReport.class, WriteReport.Input.class, WriteReport.Output.class);
        stage.step("metric", FreezeMetric.class, FreezeMetric.Input.class, FreezeMetric.Output.class)
                .forEach("metric", BusinessAnalysisSpec.class, BusinessAnalysisSpec::numberedMetrics)
                .facts();
        stage.step("health", MeasureHealth.class, MeasureHealth.Input.class, MeasureHealth.Output.class)
                .forEach("metric", BusinessAnalysisSpec.class, BusinessAnalysisSpec::definedMetrics);
        stage.step("design", RegisterDesign.class, RegisterDesign.Input.class, RegisterDesign.Output.class)
                .forEach("experiment", BusinessAnalysisSpec.class, BusinessAnalysisSpec::definedExperiments)
                .facts();
        stage.step("experiment", ReadExperiment.class, ReadExperiment.Input.class, ReadExperiment.Output.class)
                .forEach("experiment", BusinessAnalysisSpec.class, BusinessAnalysisSpec::definedExperiments);
        stage.step("reach", CountReach.class, CountReach.Input.class, CountReach.Output.class)
                .forEach("experiment", BusinessAnalysisSpec.class, BusinessAnalysisSpec::definedExperiments);
        stage.step("lesson", LearnFromLaunches.class, LearnFromLaunches.Input.class, LearnFromLaunches.Output.class)
                .forEach("launches", BusinessAnalysisSpec.class, BusinessAnalysisSpec::launchLogs);
        stage.step("propose", Propose.class, Propose.Input.class, Propose.Output.class);
        stage.handRows(HandStore.class);
        install(new LedgerModule());
        install(new MetricModule());
        install(new ReportModule());
        stage.codec(ReportPage.class, ReportPageCodec.class);
        stage.codec(UnitTotals.class, UnitTotalsCodec.class);
    }
}
