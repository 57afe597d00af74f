package io.volute.core.contract.modeling;

import java.util.List;
import java.util.SortedMap;

/**
 * Who the champion is and what it may be used for (Mitchell et al. 2019).
 *
 * @param sections text by heading, in the order of {@code headings}
 * @param gaps headings without text; a gap blocks the release
 */
public record ModelCard(List<String> headings, SortedMap<String, String> sections, List<String> gaps) {}
