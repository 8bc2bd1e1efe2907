package org.subtext.deidentification.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code import-log/log.json} says was written.
 *
 * @param software the version that wrote it
 * @param retained words of the options under which attributes stay
 * @param statuses how many files became what
 * @param digests SHA-256 by place in the output folder, of images, table and log
 * @param gone by image the places from which elements went
 * @param words that stand in every log, in small letters
 */
record OutputLog(
        String software,
        Set<String> retained,
        Map<String, Integer> statuses,
        Map<String, String> digests,
        Map<String, Set<String>> gone,
        Set<String> words) {
    static final String PLACE = "import-log/log.json";

    OutputLog {
        retained = Set.copyOf(retained);
        statuses = new TreeMap<>(statuses);
        digests = new TreeMap<>(digests);
        gone = Map.copyOf(gone);
        words = Set.copyOf(words);
    }

    /** As far as it is read here. */
    private record Content(
            @Nullable String software,
            @Nullable Map<String, String> options,
            @Nullable Map<String, String> others,
            @Nullable Map<String, List<Cut>> cuts,
            @Nullable List<Entry> files) {}

    private record Cut(@Nullable String path, @Nullable String outcome) {}

    private record Entry(
            @Nullable String status,
            @Nullable String output,
            @Nullable String outputSha256,
            @Nullable String shape) {}

    /** Fails where there is none, it is no log, or one of a version that noted no digests. */
    static OutputLog of(Path out) throws IOException {
        try {
            Content content =
                    JsonMapper.builder().build().readValue(Files.readAllBytes(out.resolve(PLACE)), Content.class);
            if (content.files == null || content.others == null || content.options == null || content.cuts == null) {
                throw new IOException("no digests");
            }
            Map<String, Integer> statuses = new TreeMap<>();
            Map<String, String> digests = new TreeMap<>(content.others);
            Map<String, Set<String>> byGroup = new HashMap<>();
            content.cuts.forEach((group, cuts) -> byGroup.put(group, gone(cuts)));
            Map<String, Set<String>> gone = new HashMap<>();
            for (Entry entry : content.files) {
                statuses.merge(String.valueOf(entry.status), 1, Integer::sum);
                String output = Objects.requireNonNullElse(entry.output, "");
                if (!output.isEmpty()) {
                    digests.put(output, Objects.requireNonNullElse(entry.outputSha256, ""));
                    gone.put(output, byGroup.getOrDefault(String.valueOf(entry.shape), Set.of()));
                }
            }
            String retained = content.options.getOrDefault("retained", "");
            Set<String> words = new HashSet<>(Arrays.asList(retained.split(" ")));
            words.remove("");
            return new OutputLog(
                    Objects.requireNonNullElse(content.software, ""), words, statuses, digests, gone, Meanings.words());
        } catch (JacksonException e) {
            throw new IOException("not a log", e);
        }
    }

    private static Set<String> gone(List<Cut> cuts) {
        return cuts.stream()
                .filter(cut -> !"kept".equals(cut.outcome))
                .map(cut -> String.valueOf(cut.path))
                .collect(Collectors.toUnmodifiableSet());
    }
}
