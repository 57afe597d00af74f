package io.volute.core.run;

import java.util.concurrent.atomic.AtomicInteger;

/** Ends a run at a moment as death would: nothing behind it is executed that a dead process would not. */
final class Kill implements Checkpoint {
    /** No exception that anybody catches. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(Moment moment) {
            super("killed at " + moment);
        }
    }

    private final Moment moment;
    private final AtomicInteger left;

    private Kill(Moment moment, int times) {
        this.moment = moment;
        this.left = new AtomicInteger(times);
    }

    /** Dies when the moment comes for this time. */
    static Kill at(Moment moment, int time) {
        return new Kill(moment, time);
    }

    @Override
    public void at(Moment now) {
        if (now == moment && left.decrementAndGet() == 0) {
            throw new Killed(now);
        }
    }
}
