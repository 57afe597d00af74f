package io.volute.businessanalysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.volute.businessanalysis.page.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a result in a real browser, without network; skipped where no Chromium is installed. */
class ResultPageBrowserIT {
    private static final String MEASURE = """
            <script>
            const seen = svg => svg.getBoundingClientRect().width > 0;
            parent.postMessage([innerWidth, document.documentElement.scrollWidth,
                [...document.querySelectorAll('svg')].filter(seen).length,
                Math.min(...[...document.querySelectorAll('svg')].filter(seen).map(svg =>
                    svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))].join(' '), '*');
            </script></body>""";
    private static final Pattern MEASURED = Pattern.compile("data-measured=\"(\\d+) (\\d+) (\\d+) ([\\d.]+)\"");

    @TempDir
    Path folder;

    private Browser browser = new Browser(Path.of(""), Path.of(""));
    private Path page = Path.of("");

    @BeforeEach
    void find() throws IOException {
        Optional<Browser> found = Browser.find(folder);
        assumeTrue(found.isPresent(), "no Chromium on the PATH (looked for: " + String.join(", ", Browser.NAMES) + ")");
        browser = found.orElseThrow();
        page = folder.resolve("result.html");
        Files.writeString(page, Trials.secondLook(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void nothingIsWiderThanTheWindowAndPlotsStayReadable(int width) throws Exception {
        Files.writeString(page, Files.readString(page).replace("</body>", MEASURE));

        // A window cannot be as narrow as a telephone, but a frame can.
        Path frame = folder.resolve("frame.html");
        Files.writeString(
                frame,
                "<!DOCTYPE html><html><body><script>onmessage = told => document.documentElement.dataset.measured ="
                        + " told.data;</script><iframe style=\"border:0\" src=\"result.html\" width=\"" + width
                        + "\" height=\"1400\"></iframe></body></html>");

        Matcher measured = MEASURED.matcher(browser.open(frame, 1400, "--virtual-time-budget=5000", "--dump-dom"));

        assertThat(measured.find()).isTrue();
        assertThat(Integer.parseInt(measured.group(1))).isEqualTo(width);
        assertThat(Integer.parseInt(measured.group(2))).isLessThanOrEqualTo(width);
        // One form of each of both plots, drawn at no less than four fifths of the size it was made for.
        assertThat(Integer.parseInt(measured.group(3))).isEqualTo(2);
        assertThat(Double.parseDouble(measured.group(4))).isGreaterThan(.8);
    }

    @Test
    void looksDifferentByDayAndByNightAndPrints() throws Exception {
        Path light = folder.resolve("light.png");
        Path dark = folder.resolve("dark.png");
        browser.open(page, 900, "--blink-settings=preferredColorScheme=1", "--screenshot=" + light);
        browser.open(page, 900, "--blink-settings=preferredColorScheme=0", "--screenshot=" + dark);
        assertThat(Files.mismatch(light, dark)).isNotNegative();
        Path sheets = folder.resolve("result.pdf");
        browser.open(page, 900, "--no-pdf-header-footer", "--print-to-pdf=" + sheets);
        assertThat(Pattern.compile("/Type\\s*/Page\\b")
                        .matcher(Files.readString(sheets, StandardCharsets.ISO_8859_1))
                        .results())
                .hasSizeBetween(2, 5);
    }
}
