package io.volute.dataengineering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.volute.statistics.balance.Imbalance;
import io.volute.testing.Fetched;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * DE23 on LaLonde's job training, as {@code examples/fetch-data} brings it: the people who were trained against those whom
 * the lot left out, and against those of a survey. {@code ImbalanceReferenceTest} of statistics is the planted twin.
 */
@Tag(Fetched.TAG)
class LalondeIT {
    private static final List<String> COLUMNS = List.of("age", "educ", "married", "nodegree", "re74", "re75", "black");

    /** R's MatchIt 4.5.1, vignette "Getting Started", column "Std. Mean Diff." before matching. */
    private static final Map<String, Double> PUBLISHED = Map.of(
            "age",
            -.3094,
            "educ",
            .0550,
            "married",
            -.8263,
            "nodegree",
            .2450,
            "re74",
            -.7211,
            "re75",
            -.2903,
            "black",
            1.7615);

    @Test
    void theSurveyIsAsImbalancedAsPublishedAndTheExperimentIsNot() throws IOException {
        SortedMap<String, Double> survey = differences("lalonde-survey.csv");
        SortedMap<String, Double> experiment = differences("lalonde.csv");

        PUBLISHED.forEach(
                (column, published) -> assertThat(survey.get(column)).as(column).isCloseTo(published, within(5e-5)));
        assertThat(beyond(survey, .3)).containsExactly("age", "black", "married", "re74");
        assertThat(beyond(experiment, .3)).isEmpty();
        assertThat(beyond(experiment, .13)).containsExactly("nodegree");
    }

    private static List<String> beyond(SortedMap<String, Double> differences, double limit) {
        return differences.entrySet().stream()
                .filter(entry -> Math.abs(entry.getValue()) > limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SortedMap<String, Double> differences(String file) throws IOException {
        List<String> lines = Files.readAllLines(Fetched.file(file));
        List<String> header =
                List.of(lines.get(0).replace("nodegr,", "nodegree,").split(",", -1));
        SortedMap<String, Double> differences = new TreeMap<>();
        for (String column : COLUMNS) {
            differences.put(
                    column,
                    Imbalance.of(values(lines, header, column, "1"), values(lines, header, column, "0"))
                            .standardized()
                            .orElseThrow());
        }
        return differences;
    }

    private static double[] values(List<String> lines, List<String> header, String column, String treated) {
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[header.indexOf("treat")].equals(treated))
                .mapToDouble(cells -> column.equals("black") && header.contains("race")
                        ? cells[header.indexOf("race")].equals("black") ? 1 : 0
                        : Double.parseDouble(cells[header.indexOf(column)]))
                .toArray();
    }
}
