package org.subtext.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.audit.door.ReadingDoor;
import org.subtext.mcp.Assistant.Revision;
import org.subtext.mcp.tools.Documents;
import org.subtext.mcp.tools.Outcome;
import org.subtext.mcp.tools.RefusalException;
import org.subtext.mcp.tools.ToolSet;
import org.subtext.provenance.ContentHash;
import tools.jackson.databind.JsonNode;

/** Calls that nobody thought of: each is answered in words, none fails, and the folder stays as it is to the byte. */
class FuzzedCallsTest {
    private static final List<String> TOOLS = List.of(
            "audits",
            "verdict",
            "findings",
            "estimate",
            "compare",
            "groups",
            "routes",
            "flow",
            "limits",
            "what_next",
            "write",
            "");

    private static final List<String> KEYS =
            List.of("run", "offset", "question", "pointer", "file", "first", "second", "group", "column", "route", "x");

    private static final List<Object> VALUES = List.of(
            "audit",
            "small",
            "harm",
            "few",
            "survey",
            "../audit",
            "/etc/passwd",
            "tables",
            "",
            "x".repeat(100_000),
            "/experiments/0/levels/0/macro_auc",
            "/experiments/0/levels/1/classes/0/auc",
            "estimates.json",
            "North Hospital",
            "F",
            "What is the AUC of each class?",
            "How many patients are Asian?",
            "\u202E\u0000",
            0,
            3,
            -1,
            1e300,
            true,
            List.of("audit"),
            Map.of("run", "audit"));

    @Test
    void someHundredCallsChangeNothing() throws IOException {
        ReadingDoor door = FixtureRuns.door(FixtureRuns.Shared.FOLDER);
        Map<String, String> before = hashes();
        calls(door, 200, 1);
        Assistant assistant = new Assistant(Revision.MODERN);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 100; i++) {
            assistant.call(TOOLS.get(random.nextInt(TOOLS.size())), arguments(random));
        }
        List<JsonNode> results = assistant.results(door);
        assertThat(results).hasSize(100).noneMatch(result -> result.toString().contains("fixture-runs"));
        assertThat(hashes()).isEqualTo(before);
    }

    @Test
    @Tag("slow")
    void tenThousandCallsChangeNothing() throws IOException {
        Map<String, String> before = hashes();
        calls(FixtureRuns.door(FixtureRuns.Shared.FOLDER), 10_000, 3);
        assertThat(hashes()).isEqualTo(before);
    }

    /** Whoever is root writes all the same, and so the hashes are looked at too. */
    @Test
    void aFolderThatCannotBeWrittenWillDo() throws IOException {
        Path folder = FixtureRuns.Shared.FOLDER.resolve("audit");
        Map<String, String> before = hashes();
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
            Outcome told =
                    new ToolSet(FixtureRuns.door(FixtureRuns.Shared.FOLDER)).call("verdict", Map.of("run", "audit"));
            assertThat(told.isRefusal()).as(told.text()).isFalse();
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(hashes()).isEqualTo(before);
    }

    private static void calls(ReadingDoor door, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ToolSet tools = new ToolSet(door);
        Documents documents = new Documents(door);
        for (int i = 0; i < count; i++) {
            Outcome outcome = tools.call(TOOLS.get(random.nextInt(TOOLS.size())), arguments(random));
            assertThat(outcome.text()).isNotBlank().doesNotContain("fixture-runs", "Exception");
            if (random.nextInt(20) == 0) {
                try {
                    documents.read("subtext://runs/" + VALUES.get(random.nextInt(VALUES.size())) + "/report");
                } catch (RefusalException e) {
                    assertThat(e.says()).doesNotContain("fixture-runs");
                }
            }
        }
    }

    private static Map<String, Object> arguments(SplittableRandom random) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (random.nextInt(3) > 0) {
            arguments.put("run", VALUES.get(random.nextInt(5)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            arguments.put(KEYS.get(random.nextInt(KEYS.size())), VALUES.get(random.nextInt(VALUES.size())));
        }
        return arguments;
    }

    private static Map<String, String> hashes() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FixtureRuns.Shared.FOLDER)) {
            for (Path file : files.toList()) {
                hashes.put(
                        file.toString(),
                        Files.isRegularFile(file)
                                ? ContentHash.ofFile(file).hex() + " " + Files.getLastModifiedTime(file)
                                : "folder");
            }
        }
        return hashes;
    }
}
