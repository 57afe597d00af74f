package io.volute.businessanalysis.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens pages in a browser, takes their picture and measures them: what is wider than the window, which words of a plot are
 * cut off, what they tried to fetch, and what axe-core (MPL-2.0) finds for people who do not see or point well.
 *
 * @param browser that opens them
 * @param kept where pictures stay
 */
public record Looks(Browser browser, Path kept) {
    /** Width of what is printed on A4 between margins of 14 mm, at 96 to the inch. */
    public static final int A4 = 688;

    /** A window is no narrower than this. */
    private static final int WINDOW_MIN = 500;

    /** No page may fetch anything; the copy that is measured may run what measures it. */
    private static final String GUARD = """
            <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' file:">
            <script>
            window.fetched = [];
            document.addEventListener('securitypolicyviolation', e => window.fetched.push(e.blockedURI || e.violatedDirective));
            </script>
            """;

    private static final String MEASURE = """
            <script src="axe.min.js"></script>
            <script>
            const cut = [];
            for (const svg of document.querySelectorAll('svg')) {
              const box = svg.getBoundingClientRect();
              if (box.width === 0) continue;
              const inside = r => r.left >= box.left - 1 && r.right <= box.right + 1
                  && r.top >= box.top - 1 && r.bottom <= box.bottom + 1;
              const name = svg.querySelector('title') ? svg.querySelector('title').id : 'plot';
              if (box.left < -1 || box.right > innerWidth + 1) cut.push(name + ' leaves the window');
              for (const part of svg.querySelectorAll('text, circle, line')) {
                if (!inside(part.getBoundingClientRect())) cut.push(name + ': ' + part.tagName + ' ' + part.textContent);
              }
            }
            axe.run(document, {resultTypes: ['violations']}).then(found => {
              const told = JSON.stringify({
                width: innerWidth,
                scroll: document.documentElement.scrollWidth,
                plots: [...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width > 0).length,
                cut: cut,
                fetched: window.fetched.concat(performance.getEntriesByType('resource')
                    .map(e => e.name).filter(name => !name.endsWith('/axe.min.js'))),
                rules: found.passes.length + found.violations.length,
                found: found.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                    .map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | '))
              });
              if (window === top) document.documentElement.dataset.looked = told;
              else parent.postMessage(told, '*');
            });
            </script></body>""";

    private static final Pattern LOOKED = Pattern.compile("data-looked=\"([^\"]*)\"");

    /**
     * What was measured.
     *
     * @param width of the window
     * @param scroll width that the page needs
     * @param plots that are visible
     * @param cut words or marks of a plot that lie outside of it
     * @param fetched addresses that the page asked for
     * @param rules of axe-core that had something to judge
     * @param found serious and critical findings of axe-core
     */
    public record Found(
            int width, int scroll, int plots, List<String> cut, List<String> fetched, int rules, List<String> found) {}

    /** On a screen. */
    public Found onScreen(String html, String name, int width, String... options)
            throws IOException, InterruptedException {
        return look(html, name + "-" + width, width, options);
    }

    /** As printed on A4; the sheets stay beside the picture. */
    public Found onPaper(String html, String name) throws IOException, InterruptedException {
        Path page = write(name + ".html", html);
        browser.open(page, 900, "--no-pdf-header-footer", "--print-to-pdf=" + kept.resolve(name + ".pdf"));
        String printed = html.replace("@media print", "@media all").replace("@media screen", "@media not all");
        assertThat(printed).isNotEqualTo(html);
        return look(printed, name + "-a4", A4);
    }

    private Found look(String html, String name, int width, String... options)
            throws IOException, InterruptedException {
        Files.createDirectories(kept);
        try (InputStream axe = Looks.class.getResourceAsStream("/axe.min.js")) {
            if (axe == null) {
                throw new AssertionError("axe.min.js is missing from the class path");
            }
            Files.write(browser.folder().resolve("axe.min.js"), axe.readAllBytes());
        }
        boolean framed = width < WINDOW_MIN;
        Path page =
                write(name + ".html", html.replace("<head>", "<head>" + GUARD).replace("</body>", MEASURE));
        Path shown = framed ? frame(page, name, width, 1400) : page;
        List<String> told = new ArrayList<>(List.of(options));
        told.addAll(List.of("--virtual-time-budget=20000", "--dump-dom"));
        Matcher looked = LOOKED.matcher(browser.open(shown, Math.max(width, WINDOW_MIN), told.toArray(String[]::new)));
        assertThat(looked.find()).as("the browser measured %s", name).isTrue();

        Path plain = write(name + "-plain.html", html);
        Path pictured = framed ? frame(plain, name + "-plain", width, 6000) : plain;
        List<String> picture = new ArrayList<>(List.of(options));
        picture.add("--window-size=" + Math.max(width, WINDOW_MIN) + ",6000");
        picture.add("--screenshot=" + kept.resolve(name + ".png").toAbsolutePath());
        browser.open(pictured, Math.max(width, WINDOW_MIN), picture.toArray(String[]::new));
        return found(new ObjectMapper()
                .readTree(looked.group(1)
                        .replace("&quot;", "\"")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")));
    }

    /** A window cannot be as narrow as a telephone, but a frame can. */
    private Path frame(Path page, String name, int width, int height) throws IOException {
        return write(
                name + "-frame.html",
                "<!DOCTYPE html><html><body style=\"margin:0\"><script>onmessage = told =>"
                        + " document.documentElement.dataset.looked = told.data;</script>"
                        + "<iframe style=\"border:0\" src=\"" + page.getFileName() + "\" width=\"" + width
                        + "\" height=\"" + height + "\"></iframe></body></html>");
    }

    private Path write(String name, String html) throws IOException {
        Path page = browser.folder().resolve(name);
        Files.writeString(page, html, StandardCharsets.UTF_8);
        return page;
    }

    private static Found found(JsonNode told) {
        return new Found(
                told.path("width").asInt(),
                told.path("scroll").asInt(),
                told.path("plots").asInt(),
                texts(told.path("cut")),
                texts(told.path("fetched")),
                told.path("rules").asInt(),
                texts(told.path("found")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
