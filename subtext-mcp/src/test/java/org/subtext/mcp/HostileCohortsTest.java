package org.subtext.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.door.ReadingDoor;
import org.subtext.mcp.Assistant.Revision;
import tools.jackson.databind.JsonNode;

/** Whatever names a cohort brings, they come out as labels, which nobody can take for markup or a link. */
class HostileCohortsTest {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Cc}&&[^\\n]]");
    private static final Pattern MARKUP =
            Pattern.compile("<[\\p{L}/!?]|]\\(|`|\\*\\*|(?i:[a-z]{2,}://)(?<!subtext://)|(?i)\\bwww\\.");

    @TempDir
    private static Path folder;

    private static final List<JsonNode> ANSWERS = new ArrayList<>();

    /**
     * Forty cohorts, each with its name as a class, a group, a column and an attribute; others as columns of surveys,
     * with runs, findings, groups of harm that were assessed and that were not.
     */
    @BeforeAll
    static void ask() throws IOException {
        FixtureRuns runs = new FixtureRuns(folder);
        List<String> names = HostileCohorts.NAMES;
        assertThat(names).hasSize(40).doesNotHaveDuplicates();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String next = names.get((i + 1) % names.size());
            runs.scores("cohort-" + i, name, List.of(16, 20), List.of(name, next), "column " + name, "group " + name);
            if (i % 4 == 0) {
                runs.survey("survey-" + i, name);
            }
        }
        runs.scores("[run](evil) \u202E`x`", "race", List.of(16, 20), List.of("A", "B"), "site", "North");
        runs.harm("harm", names.get(1), names.get(2), "order <b>x</b> " + names.get(11), Map.of());
        runs.harm("harm-2", names.get(8), names.get(9), names.get(31), Map.of(301, names.get(17)));
        ReadingDoor door = FixtureRuns.door(folder);
        Assistant list = new Assistant(Revision.CLASSIC).call("audits", Map.of());
        JsonNode audits = list.results(door).get(0);
        ANSWERS.add(audits);
        for (JsonNode run : audits.path("structuredContent").path("runs")) {
            String label = run.path("label").asString();
            Assistant assistant = new Assistant(Revision.MODERN);
            for (String tool : Assistant.OF_RUN) {
                assistant.call(tool, Map.of("run", label));
            }
            assistant.call("groups", Map.of("run", label, "group", "nobody"));
            assistant.ask(
                    "resources/read",
                    Map.of(
                            "uri",
                            "subtext://runs/"
                                    + URLEncoder.encode(label, StandardCharsets.UTF_8)
                                            .replace("+", "%20")
                                    + "/report"));
            ANSWERS.addAll(assistant.results(door));
        }
    }

    @Test
    void everyCohortIsToldOf() {
        JsonNode runs = ANSWERS.get(0).path("structuredContent").path("runs");
        assertThat(runs.size()).isEqualTo(53);
        assertThat(runs.valueStream().map(run -> run.path("state").asString())).containsOnly("finished");
        assertThat(ANSWERS).noneMatch(answer -> answer.has("error"));
    }

    /** A client that saw the list of one audit has seen that of all. */
    @Test
    void theListsOfEveryAuditAreTheSameBytes(@TempDir Path apart) throws IOException {
        List<String> first = lists(FixtureRuns.door(Files.createDirectories(apart.resolve("none"))));
        assertThat(first).hasSize(FuzzedRequests.LISTS.size());
        List<Path> runs;
        try (Stream<Path> all = Files.list(folder)) {
            runs = all.filter(one -> Files.isDirectory(one) && !one.endsWith("tables"))
                    .toList();
        }
        assertThat(runs).hasSize(53);
        for (int i = 0; i < runs.size(); i++) {
            Path alone = Files.createDirectories(apart.resolve("alone-" + i));
            Path copy = Files.createDirectories(alone.resolve(runs.get(i).getFileName()));
            try (Stream<Path> files = Files.list(runs.get(i))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
            assertThat(lists(FixtureRuns.door(alone))).as(copy.toString()).isEqualTo(first);
        }
    }

    private static List<String> lists(ReadingDoor door) {
        Assistant assistant = new Assistant(Revision.MODERN);
        FuzzedRequests.LISTS.forEach(list -> assistant.ask(list, Map.of()));
        return assistant.hear(door).lines();
    }

    @Test
    void nothingUnseenAndNoMarkupIsInAnyAnswer() {
        ANSWERS.forEach(answer -> texts(answer).forEach(text -> {
            assertThat(UNSEEN.matcher(text).find()).as(text).isFalse();
            assertThat(MARKUP.matcher(text).find()).as(text).isFalse();
            assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC))
                    .as(text)
                    .isTrue();
        }));
    }

    @Test
    void labelsAreShort() {
        List<String> labels = new ArrayList<>();
        ANSWERS.forEach(answer -> answer.findValues("label").stream()
                .filter(JsonNode::isString)
                .forEach(label -> labels.add(label.asString())));
        assertThat(labels)
                .hasSizeGreaterThan(1_000)
                .allMatch(label -> label.codePointCount(0, label.length()) <= Labels.LONGEST)
                .noneMatch(label -> label.contains("\n"));
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        collect(node, texts);
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(child -> collect(child, texts));
    }
}
