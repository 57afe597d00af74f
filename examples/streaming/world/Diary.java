package world;

/** What a service writes down while a member lives through a month. */
public interface Diary {
    /** Nobody writes. */
    Diary NONE = new Diary() {
        @Override
        public void shown(Visit visit, Visit.Candidate what, Response response) {}

        @Override
        public void event(Event event) {}
    };

    /**
     * What a member made of what was shown.
     *
     * @param played whether it was played
     * @param finished whether to the end
     * @param seconds for how long
     */
    record Response(boolean played, boolean finished, double seconds) {}

    /**
     * A line of the log.
     *
     * @param kind impression, play or cancel
     * @param at second in which it happened
     * @param received second in which it was received
     * @param rec the recommendation that it answers; empty without one
     * @param seconds of a play
     * @param twice whether it stands in the log twice
     */
    record Event(String kind, long at, long received, String rec, double seconds, boolean twice) {}

    /** Something was shown, and this came of it. */
    void shown(Visit visit, Visit.Candidate what, Response response);

    /** Something was logged. */
    void event(Event event);
}
