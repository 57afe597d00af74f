package io.volute.businessanalysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.volute.businessanalysis.page.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser, without network; skipped where no Chromium is installed. */
class ReportBrowserIT {
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");

    @TempDir
    Path folder;

    private Browser browser = new Browser(Path.of(""), Path.of(""));
    private Path page = Path.of("");

    @BeforeEach
    void find() throws IOException {
        Optional<Browser> found = Browser.find(folder);
        assumeTrue(found.isPresent(), "no Chromium on the PATH (looked for: " + String.join(", ", Browser.NAMES) + ")");
        browser = found.orElseThrow();
        Reports reports = new Reports();
        page = folder.resolve("report.html");
        Files.writeString(page, reports.html(reports.after(31, 90)), StandardCharsets.UTF_8);
    }

    @Test
    void looksDifferentByDayAndByNight() throws Exception {
        Path light = folder.resolve("light.png");
        Path dark = folder.resolve("dark.png");
        browse("--blink-settings=preferredColorScheme=1", "--screenshot=" + light);
        browse("--blink-settings=preferredColorScheme=0", "--screenshot=" + dark);
        assertThat(Files.size(light)).isGreaterThan(20_000);
        assertThat(Files.size(dark)).isGreaterThan(20_000);
        assertThat(Files.mismatch(light, dark)).isNotNegative();
    }

    @Test
    void printsPageOneOnOneSheet() throws Exception {
        Path whole = folder.resolve("whole.pdf");
        browse("--no-pdf-header-footer", "--print-to-pdf=" + whole);
        Path owner = folder.resolve("owner.html");
        String html = Files.readString(page);
        Files.writeString(owner, html.substring(0, html.indexOf("<nav")) + "</main></body></html>");
        page = owner;
        Path first = folder.resolve("first.pdf");
        browse("--no-pdf-header-footer", "--print-to-pdf=" + first);
        assertThat(pages(first)).isEqualTo(1);
        assertThat(pages(whole)).isBetween(3L, 9L);
    }

    private static long pages(Path pdf) throws IOException {
        return PAGE.matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    private void browse(String... options) throws IOException, InterruptedException {
        browser.open(page, 900, options);
    }
}
