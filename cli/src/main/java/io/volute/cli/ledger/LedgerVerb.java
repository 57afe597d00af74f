package io.volute.cli.ledger;

import io.volute.core.error.CoreError;
import io.volute.core.error.VoluteException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code volute ledger}. */
@Command(
        name = "ledger",
        header = "What it cost and what it earned: show the books, post, reverse, close a month, reconcile.",
        description = {
            "The books hold what runs derive and what people post. Nothing that was booked is ever changed: a mistake is"
                    + " reversed, a closed month keeps its lines."
        },
        subcommands = {ShowVerb.class, PostVerb.class, ReverseVerb.class, CloseVerb.class, ReconcileVerb.class},
        footer = {
            "",
            "Examples:",
            "  volute ledger show",
            "  volute ledger post costs.yaml",
            "  volute ledger reverse c-118 --reason 'billed twice'",
            "  volute ledger close 2026-06",
            "  volute ledger reconcile --holdout holdout.yaml"
        })
public final class LedgerVerb implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    /** picocli makes it. */
    public LedgerVerb() {}

    @Override
    public Integer call() {
        throw new VoluteException(
                CoreError.USAGE,
                "what? (expected one of: close, post, reconcile, reverse, show)\nsee volute ledger --help");
    }
}
