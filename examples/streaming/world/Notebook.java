package world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import world.Visit.Candidate;

/** What a service writes down of a member, as rows of its files. */
final class Notebook implements Diary {
    static final String ASKED =
            "rec_id,unit,shown_at,platform,affinity,thumbnail,critics,minutes,popularity";

    private final Newcomer member;
    private final List<String> events = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    Notebook(Newcomer member) {
        this.member = member;
    }

    /** A title that could be shown, as it stands in what a model is asked. */
    static String row(Newcomer member, Visit visit, Candidate candidate) {
        Title title = candidate.title();
        return String.join(
                ",",
                visit.rec(),
                member.unit(),
                instant(visit.at()),
                member.platform(),
                digits(candidate.affinity()),
                digits(title.thumbnail()),
                digits(title.critics()),
                String.valueOf(title.minutes()),
                digits(title.popularity()));
    }

    static String assigned(Newcomer member, String arm) {
        List<Visit> visits = member.visits();
        return member.unit() + "," + arm + "," + instant(member.signed()) + ","
                + (visits.isEmpty() ? "" : instant(visits.get(0).at())) + "," + member.bot() + "," + member.platform()
                + "\n";
    }

    @Override
    public void shown(Visit visit, Candidate what, Response response) {
        requests.add(row(member, visit, what) + "," + response.played() + "," + response.finished() + ","
                + (response.seconds() >= Newcomer.HOUR) + ",\n");
    }

    @Override
    public void event(Event event) {
        String row = "e" + member.unit().substring(1) + "-" + events.size() + "," + member.unit() + "," + event.kind()
                + "," + instant(event.at()) + "," + instant(event.received()) + "," + event.rec() + ","
                + (event.kind().equals("play") ? digits(event.seconds()) : "") + "\n";
        events.add(row);
        if (event.twice()) {
            events.add(row);
        }
    }

    List<String> events() {
        return events;
    }

    List<String> requests() {
        return requests;
    }

    private static String instant(long second) {
        return Instant.ofEpochSecond(second).toString();
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
