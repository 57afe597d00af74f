package io.volute.businessanalysis.ledger;

import io.volute.core.spec.Default;
import io.volute.core.spec.Doc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code volute ledger post} takes: one of each, or lists; all of it is booked, or nothing. */
public record PostingFile(
        @Doc("one cost") Optional<Posting.Cost> cost,
        @Doc("one estimate") Optional<Posting.Estimated> estimate,
        @Doc("one benefit") Optional<Posting.Benefit> benefit,
        @Doc("costs") @Default("[]") List<Posting.Cost> costs,
        @Doc("estimates") @Default("[]") List<Posting.Estimated> estimates,

        @Doc("estimates that go on to their next state") @Default("[]")
        List<Posting.Moved> states,

        @Doc("benefits") @Default("[]") List<Posting.Benefit> benefits) {
    /** Checks that there is something, and each id once. */
    public PostingFile {
        costs = List.copyOf(costs);
        estimates = List.copyOf(estimates);
        states = List.copyOf(states);
        benefits = List.copyOf(benefits);
        List<Posting> all = together(cost, costs, estimate, estimates, states, benefit, benefits);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("nothing to post (expected: cost, estimate, benefit, or lists of them)");
        }
        Set<String> ids = new HashSet<>();
        for (Posting posting : all) {
            if (!ids.add(posting.id())) {
                throw new IllegalArgumentException(posting.id()
                        + ": stands in the file twice (expected: each id once, so that it can be reversed)");
            }
        }
    }

    /** All of it, in the order in which it is booked: what others rest on comes first. */
    public List<Posting> all() {
        return together(cost, costs, estimate, estimates, states, benefit, benefits);
    }

    private static List<Posting> together(
            Optional<Posting.Cost> cost,
            List<Posting.Cost> costs,
            Optional<Posting.Estimated> estimate,
            List<Posting.Estimated> estimates,
            List<Posting.Moved> states,
            Optional<Posting.Benefit> benefit,
            List<Posting.Benefit> benefits) {
        List<Posting> all = new ArrayList<>();
        cost.ifPresent(all::add);
        all.addAll(costs);
        estimate.ifPresent(all::add);
        all.addAll(estimates);
        all.addAll(states);
        benefit.ifPresent(all::add);
        all.addAll(benefits);
        return all;
    }
}
