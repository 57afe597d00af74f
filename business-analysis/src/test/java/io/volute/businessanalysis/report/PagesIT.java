package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.volute.businessanalysis.experiment.Trials;
import io.volute.businessanalysis.page.Browser;
import io.volute.businessanalysis.page.Looks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** BA10: every page that people are given, in a real browser at three widths; skipped where no Chromium is installed. */
class PagesIT {
    private static final Path KEPT = Path.of("target", "screenshots");

    @TempDir
    Path folder;

    private Looks looks = new Looks(new Browser(Path.of(""), Path.of("")), KEPT);

    /** The pages, with how many plots each shows at least. */
    enum Page {
        REPORT(8) {
            @Override
            String html() {
                Reports reports = new Reports();
                return reports.html(reports.after(31, 90));
            }
        },
        DRAFT(0) {
            @Override
            String html() {
                Reports reports = new Reports();
                return reports.html(reports.draft());
            }
        },
        EXPERIMENT(2) {
            @Override
            String html() {
                return Trials.secondLook();
            }
        };

        private final int plots;

        Page(int plots) {
            this.plots = plots;
        }

        abstract String html();

        String file() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @BeforeEach
    void find() {
        Optional<Browser> found = Browser.find(folder);
        assumeTrue(found.isPresent(), "no Chromium on the PATH (looked for: " + String.join(", ", Browser.NAMES) + ")");
        looks = new Looks(found.orElseThrow(), KEPT);
    }

    @ParameterizedTest
    @EnumSource
    void looksRightOnADesk(Page page) throws Exception {
        judge(page, looks.onScreen(page.html(), page.file(), 1280), 1280);
    }

    @ParameterizedTest
    @EnumSource(names = "REPORT")
    void looksRightAtNight(Page page) throws Exception {
        judge(
                page,
                looks.onScreen(page.html(), page.file() + "-night", 1280, "--blink-settings=preferredColorScheme=0"),
                1280);
    }

    @ParameterizedTest
    @EnumSource
    void looksRightOnATelephone(Page page) throws Exception {
        judge(page, looks.onScreen(page.html(), page.file(), 390), 390);
    }

    @ParameterizedTest
    @EnumSource
    void looksRightOnPaper(Page page) throws Exception {
        judge(page, looks.onPaper(page.html(), page.file()), Looks.A4);
        assertThat(Files.size(KEPT.resolve(page.file() + ".pdf"))).isGreaterThan(10_000);
    }

    /** The eye that judges sees what is wrong. */
    @Test
    void seesWhatIsWrong() throws Exception {
        String wrong = "<!DOCTYPE html><html><head><title>wrong</title><style>@media print { p { margin: 0; } }</style>"
                + "</head><body><main><div style=\"width:2000px\">wide</div>"
                + "<img src=\"https://example.org/tracker.png\">"
                + "<svg viewBox=\"0 0 100 100\" width=\"100\"><title id=\"p-title\">p</title>"
                + "<text x=\"90\" y=\"50\">cut off here</text></svg></main></body></html>";

        Looks.Found found = looks.onScreen(wrong, "wrong", 1280);

        assertThat(found.scroll()).isGreaterThan(found.width());
        assertThat(found.cut()).anyMatch(text -> text.contains("cut off here"));
        assertThat(found.fetched()).anyMatch(text -> text.contains("example.org"));
        assertThat(found.found())
                .anyMatch(text -> text.startsWith("image-alt"))
                .anyMatch(text -> text.startsWith("html-has-lang"));
    }

    private static void judge(Page page, Looks.Found found, int width) throws Exception {
        assertThat(found.width()).isEqualTo(width);
        assertThat(found.scroll()).isLessThanOrEqualTo(width);
        assertThat(found.plots()).isGreaterThanOrEqualTo(page.plots);
        assertThat(found.rules()).isGreaterThan(10);
        assertThat(List.of(found.cut(), found.fetched(), found.found()))
                .as("cut off, fetched, found by axe-core")
                .allSatisfy(list -> assertThat(list).isEmpty());
    }
}
