package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

/** An archive that means harm costs what {@link ArchiveLimits} promise, and nothing of it is kept. */
@Timeout(60)
class HostileArchiveTest {
    private static final long MOST_SENT = 32L << 20;
    private static final ArchiveLimits SMALL = new ArchiveLimits(
            Duration.ofSeconds(20), Duration.ofSeconds(20), 0, Duration.ofMillis(10), 1 << 20, 1 << 18);

    @TempDir
    Path folder;

    private PullSummary pull(HostileArchive archive, ArchiveLimits limits) throws IOException {
        PullPlan.Peer peer = new PullPlan.Peer(archive.address(), new Credentials.Bearer("secret"), null, limits);
        return new Pull(new PullPlan(peer, StudyQuery.ALL, folder.resolve("out"), 1), Progress.SILENT).run();
    }

    private long kept() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
            return all.filter(file -> file.toString().endsWith(".dcm")).count();
        }
    }

    private void assertRefused(HostileArchive.Answer answer, String... words) throws IOException {
        try (HostileArchive archive = new HostileArchive(answer)) {
            assertThatThrownBy(() -> pull(archive, SMALL))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll(words);
            assertThat(kept()).isZero();
        }
    }

    /** What is wrong with answers to retrievals alone. */
    private static HostileArchive.Answer retrievals(HostileArchive.Answer answer) {
        return (path, reply) -> !path.contains("?") && answer.write(path, reply);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aGoodOneIsPulledAlsoWhereAnInstanceComesAlone() throws IOException {
        try (HostileArchive archive = new HostileArchive((path, reply) -> false)) {
            assertThat(pull(archive, SMALL).pulled()).isEqualTo(1);
        }
        folder = folder.resolve("alone");
        try (HostileArchive archive = new HostileArchive(retrievals((path, reply) -> {
            reply.whole("application/dicom", HostileArchive.instance());
            return true;
        }))) {
            assertThat(pull(archive, SMALL).pulled()).isEqualTo(1);
            assertThat(kept()).isEqualTo(1);
        }
    }

    @Test
    void anInstanceWithoutEndIsGivenUpAtTheBoundAlsoWhereItComesAlone() throws IOException {
        try (HostileArchive archive = new HostileArchive(retrievals((path, reply) -> {
            reply.begin("application/dicom");
            reply.chunk(HostileArchive.instance());
            for (int i = 0; i < 4000; i++) {
                reply.chunk(new byte[1 << 16]);
            }
            return true;
        }))) {
            assertThat(pull(archive, SMALL).failed())
                    .singleElement()
                    .satisfies(failure ->
                            assertThat(failure.reason()).contains("an instance is larger than 1048576 bytes"));
            assertThat(kept()).isZero();
            assertThat(archive.sent()).isLessThan(MOST_SENT);
        }
    }

    @Test
    void partsWithoutEndAreGivenUpAndOnlyWhatWasAskedForIsKept() throws IOException {
        for (int study : List.of(0, 7)) {
            byte[] part = HostileArchive.part(TestInstances.file(study, 1, 1, "DX"));
            try (HostileArchive archive = new HostileArchive(retrievals((path, reply) -> {
                reply.begin("multipart/related; boundary=XX");
                for (int i = 0; i < 100_000; i++) {
                    reply.chunk(part);
                }
                return true;
            }))) {
                folder = folder.resolve("" + study);
                PullSummary summary = pull(archive, SMALL);
                assertThat(summary.pulled()).isEqualTo(study == 0 ? 1 : 0);
                assertThat(kept()).isEqualTo(study == 0 ? 1 : 0);
                assertThat(archive.sent()).isLessThan(MOST_SENT);
            }
        }
    }

    @Test
    void listsWithoutEndAreGivenUp() throws IOException {
        assertRefused(
                (path, reply) -> {
                    reply.json(page(HostileArchive.offset(path), true));
                    return true;
                },
                "a list is larger than 2097152 bytes",
                "Ask for less at once");
        try (HostileArchive archive = new HostileArchive((path, reply) -> {
            if (path.contains("/instances?")) {
                reply.json(page(HostileArchive.offset(path), false));
                return true;
            }
            return false;
        })) {
            assertThat(pull(archive, SMALL).failed())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.reason()).contains("a list is larger than"));
        }
    }

    /** 500 entries that were not there before. */
    private static String page(int offset, boolean studies) {
        return IntStream.range(offset, offset + 500)
                .mapToObj(i ->
                        HostileArchive.entry(TestInstances.study(studies ? i : 0), TestInstances.instance(0, 1, i)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void moreEntriesThanAListMayHaveAreGivenUp() {
        assertThatThrownBy(() -> SearchAnswer.read(stream("[" + "{},".repeat(10) + "{}]"), Set.of(), 10))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("more than 10 entries");
    }

    @Test
    void ofAnEntryOnlyWhatIsAskedForIsKept() throws IOException {
        String text = "[{\"A\":{\"vr\":\"LO\",\"Value\":[[{\"x\":1}],\"b\"]},\"B\":{\"Value\":[\" b\",\"c\"],\"vr\":1},"
                + "\"C\":{\"Value\":[7]},\"D\":{\"Value\":[null,1]},\"E\":[\"e\"],\"F\":{\"Value\":\"f\"},\"B\":{}}, {}]";
        assertThat(SearchAnswer.read(stream(text), Set.of("A", "B", "C", "D", "E", "F"), 2))
                .extracting(SearchAnswer.Entry::values)
                .containsExactly(Map.of("B", " b", "C", "7"), Map.of());
        assertThat(SearchAnswer.read(stream(" "), Set.of(), 1)).isEmpty();
    }

    @Test
    void jsonThatNestsOrIsNoListIsNoDicomweb() throws IOException {
        for (String text : List.of(
                "[".repeat(100_000),
                "[{\"0020000D\":{\"Value\":" + "[".repeat(50_000),
                "[{\"0020000D\":" + "{\"a\":".repeat(20_000),
                "{}",
                "7",
                "[1]",
                "[{}",
                "[{}]]",
                "\u0000",
                "[{\"0020000D\":{\"Value\":[\"../../x\"]}}]",
                "[{\"0020000D\":{\"Value\":[1e999999999]}}]")) {
            assertRefused(
                    (path, reply) -> {
                        reply.json(text);
                        return true;
                    },
                    "The archive at 127.0.0.1");
        }
    }

    @Test
    void aCompressedAnswerIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[10_000_000]);
        }
        assertRefused(
                (path, reply) -> {
                    reply.raw("HTTP/1.1 200 X\r\nContent-Type: application/dicom+json\r\nContent-Encoding: gzip\r\n"
                            + "Content-Length: " + packed.size() + "\r\n\r\n");
                    reply.raw(packed.toByteArray());
                    return true;
                },
                "compressed answer");
    }

    @Test
    void noRedirectionIsFollowed() throws IOException {
        try (HostileArchive other = new HostileArchive((path, reply) -> false)) {
            for (int status : List.of(302, 307, 308)) {
                for (String to : List.of(other.address().base() + "/studies", "file:///etc/passwd")) {
                    assertRefused(
                            (path, reply) -> {
                                reply.raw("HTTP/1.1 " + status + " X\r\nLocation: " + to
                                        + "\r\nContent-Length: 0\r\n\r\n");
                                return true;
                            },
                            "a redirection");
                }
            }
            assertThat(other.asked()).isZero();
        }
    }

    @Test
    void floodsOfHeadersAreGivenUp() throws IOException {
        for (String header : List.of(("X-Y: " + "a".repeat(60) + "\r\n").repeat(1000), "a".repeat(60_000))) {
            assertRefused(
                    (path, reply) -> {
                        reply.raw("HTTP/1.1 200 X\r\nX: ");
                        for (int i = 0; i < 1000; i++) {
                            reply.raw(header);
                        }
                        reply.over();
                        return true;
                    },
                    "The archive at 127.0.0.1");
        }
    }

    @Test
    void whatComesJustFastEnoughForEverIsGivenUp() throws IOException {
        ArchiveLimits hasty = SMALL.withIdleTimeout(Duration.ofMillis(300));
        try (HostileArchive archive = new HostileArchive((path, reply) -> {
            reply.begin("application/dicom+json");
            for (int i = 0; i < 4000; i++) {
                reply.chunk(" ".repeat(50).getBytes(StandardCharsets.US_ASCII));
                Thread.sleep(20);
            }
            return true;
        })) {
            assertThatThrownBy(() -> pull(archive, hasty))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContainingAll("an answer took longer than 3 s", "archive.timeout");
        }
    }

    @Test
    void answersThatAreNoHttpOrOfAnotherTypeAreNotTaken() throws IOException {
        String json = "HTTP/1.1 200 X\r\nContent-Type: application/dicom+json\r\n";
        for (String whole : List.of(
                json + "Transfer-Encoding: chunked\r\n\r\n-5\r\nabc",
                json + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc",
                json + "Content-Length: 50\r\n\r\n[]",
                "HTTP/1.1 200 X\r\nContent-Type: text/html\u001b[31m\r\nContent-Length: 2\r\n\r\n[]",
                "<html>hello",
                "\u0000\u0001\u0002\r\n\r\n")) {
            assertRefused(
                    (path, reply) -> {
                        reply.raw(whole);
                        reply.over();
                        return true;
                    },
                    "The archive at 127.0.0.1");
        }
    }
}
