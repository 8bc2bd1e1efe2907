package org.subtext.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.subtext.audit.door.ReadingDoor;
import org.subtext.mcp.Assistant.Heard;
import org.subtext.mcp.Assistant.Revision;
import org.subtext.mcp.tools.Outcome;
import org.subtext.mcp.tools.ToolSet;
import org.subtext.provenance.ContentHash;
import tools.jackson.databind.JsonNode;

/**
 * Calls that nobody thought of: each is answered once, in words, every number where its pointer says; lists stay as
 * they are, and so does the folder, to the byte.
 */
class FuzzedCallsTest {
    /** What tells where the runs lie, or that something failed within. */
    private static final Pattern INSIDE = Pattern.compile("fixture-runs|Exception|\\bat org\\.|java\\.|target/");

    private static final int CONVERSATION = 50;

    @Test
    void threeHundredCallsChangeNothing() throws IOException {
        assertThat(numbersOf(300, 1)).isGreaterThan(150);
    }

    @Test
    @Tag("slow")
    void tenThousandCallsChangeNothing() throws IOException {
        int numbers = numbersOf(10_000, 3);
        System.getLogger(FuzzedCallsTest.class.getName())
                .log(System.Logger.Level.INFO, "10,000 calls, {0} numbers followed", numbers);
        assertThat(numbers).isGreaterThan(6_000);
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

    /** @return how many numbers were told, each of which was followed to its place */
    private static int numbersOf(int calls, long seed) throws IOException {
        ReadingDoor door = FixtureRuns.door(FixtureRuns.Shared.FOLDER);
        Map<String, String> before = hashes();
        Pointers pointers = new Pointers(FixtureRuns.Shared.FOLDER);
        FuzzedRequests requests = new FuzzedRequests(door, seed);
        Map<Revision, List<JsonNode>> lists = new HashMap<>();
        for (int made = 0; made < calls; made += CONVERSATION) {
            Revision revision = made % (2 * CONVERSATION) == 0 ? Revision.CLASSIC : Revision.MODERN;
            Assistant assistant = requests.next(revision, CONVERSATION);
            FuzzedRequests.LISTS.forEach(list -> assistant.ask(list, Map.of()));
            Heard heard = assistant.hear(door);
            int expected = CONVERSATION + FuzzedRequests.LISTS.size() + (revision == Revision.CLASSIC ? 1 : 0);
            assertThat(heard.lines()).hasSize(expected);
            for (String line : heard.lines()) {
                assertThat(INSIDE.matcher(line).find()).as(line).isFalse();
                JsonNode answer = Assistant.JSON.readTree(line);
                assertThat(answer.has("result") ^ answer.has("error")).as(line).isTrue();
                pointers.follow(answer.path("result"));
            }
            List<JsonNode> listed = Stream.iterate(CONVERSATION + 1, id -> id + 1)
                    .limit(FuzzedRequests.LISTS.size())
                    .map(id -> heard.to(id))
                    .toList();
            assertThat(listed).isEqualTo(lists.computeIfAbsent(revision, first -> listed));
        }
        assertThat(hashes()).isEqualTo(before);
        return pointers.numbers();
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
