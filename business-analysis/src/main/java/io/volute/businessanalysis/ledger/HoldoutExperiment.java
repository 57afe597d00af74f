package io.volute.businessanalysis.ledger;

import java.util.Optional;

/**
 * A holdout that is an experiment of the project: its control lives without the launches, its other arm with all of them.
 *
 * @param name of the experiment
 * @param overlapGroup the launches; the only group whose metric it shows, where nobody says
 * @param from first month; the first in which all of them earn, where nobody says
 * @param to last month; the last one that is over, where nobody says
 */
public record HoldoutExperiment(
        String name, Optional<String> overlapGroup, Optional<BookMonth> from, Optional<BookMonth> to) {}
