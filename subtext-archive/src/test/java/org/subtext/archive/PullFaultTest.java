package org.subtext.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.subtext.archive.FaultyArchive.file;
import static org.subtext.archive.FaultyArchive.instance;
import static org.subtext.archive.FaultyArchive.status;
import static org.subtext.archive.FaultyArchive.study;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;

/** What goes wrong between a pull and an archive, one fault at a time. */
@Timeout(60)
class PullFaultTest {
    private static final ArchiveLimits QUICK = new ArchiveLimits(
            Duration.ofSeconds(2), Duration.ofSeconds(20), 2, Duration.ofMillis(10), 1 << 20, 1 << 20);

    @TempDir
    Path folder;

    private PullSummary pull(FaultyArchive archive) throws IOException {
        return pull(archive.address(), QUICK);
    }

    private PullSummary pull(ArchiveAddress address, ArchiveLimits limits) throws IOException {
        PullPlan.Peer peer = new PullPlan.Peer(address, new Credentials.Bearer("secret-token"), null, limits);
        return new Pull(new PullPlan(peer, StudyQuery.ALL, folder.resolve("out"), 2), Progress.SILENT).run();
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
            return all.filter(file -> file.toString().endsWith(".dcm")).count();
        }
    }

    private void assertComplete(PullSummary summary, int studies) throws IOException {
        assertThat(summary.failed()).isEmpty();
        assertThat(summary.pulled()).isEqualTo(studies);
        assertThat(summary.instances()).isEqualTo(2L * studies);
        assertThat(files()).isEqualTo(2L * studies);
    }

    @Test
    void nothingGoesWrongAndTheSecondPullFetchesNothing() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(7)) {
            assertComplete(pull(archive), 7);
            PullSummary again = pull(archive);
            assertThat(again.thereBefore()).isEqualTo(7);
            assertThat(again.instances()).isZero();
            assertThat(archive.asked(study(0))).isEqualTo(1);
            assertThat(archive.asked(study(0) + "/instances"))
                    .as("listed in the first pull only")
                    .isEqualTo(2);
        }
    }

    @Test
    void aFileDeletedSinceIsFetchedAgain() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(2)) {
            assertComplete(pull(archive), 2);
            try (Stream<Path> all = Files.walk(folder.resolve("out"))) {
                Files.delete(all.filter(f -> f.toString().endsWith(".dcm"))
                        .findFirst()
                        .orElseThrow());
            }
            PullSummary again = pull(archive);
            assertThat(again.pulled()).isEqualTo(1);
            assertThat(again.instances()).isEqualTo(1);
            assertThat(files()).isEqualTo(4);
        }
    }

    @Test
    void busyArchivesAreAskedAgain() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(2)) {
            archive.fault("/studies", status(503), status(429, "Retry-After", "1"));
            archive.fault(study(1), status(500), status(502));
            long started = System.nanoTime();
            assertComplete(pull(archive), 2);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofSeconds(1));
            assertThat(archive.asked(study(1))).isEqualTo(3);
        }
    }

    @Test
    void aConnectionCutInTheMiddleOfAPartLosesNothing() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(2)) {
            archive.fault(study(0), FaultyArchive.cutInTheMiddle(file(0, 1), file(0, 2)));
            archive.fault(study(1), FaultyArchive.cutInTheMiddle(file(1, 1)));
            assertComplete(pull(archive), 2);
            // Whether what came before the cut arrives is up to the client library: both ways must end alike.
            assertThat(archive.asked(study(0)) + archive.asked(instance(0, 2))).isEqualTo(2);
            assertThat(archive.asked(study(1))).as("nothing whole had come").isEqualTo(2);
        }
    }

    @Test
    void anAnswerWithoutItsLastBoundaryIsNotBelievedToBeAll() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(1)) {
            archive.fault(study(0), FaultyArchive.withoutEnd(file(0, 1), file(0, 2)));
            assertComplete(pull(archive), 1);
            assertThat(archive.asked(study(0))).isEqualTo(1);
            assertThat(archive.asked(instance(0, 1)))
                    .as("came whole and is kept")
                    .isZero();
            assertThat(archive.asked(instance(0, 2))).isEqualTo(1);
        }
    }

    @Test
    void aStudySentInPartIsCompleted() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(1)) {
            archive.fault(study(0), FaultyArchive.sends(file(0, 1)));
            assertComplete(pull(archive), 1);
        }
    }

    @Test
    void anInstanceThatWasNotAskedForIsNotKept() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(3)) {
            archive.fault(study(0), FaultyArchive.sends(file(0, 1), file(9, 1)));
            archive.fault(instance(0, 2), FaultyArchive.sends(file(9, 2)));
            PullSummary summary = pull(archive);
            assertThat(summary.unasked()).isEqualTo(2);
            assertThat(summary.pulled()).isEqualTo(2);
            assertThat(summary.failed()).singleElement().satisfies(failure -> {
                assertThat(failure.reason())
                        .contains("1 of 2 instances are missing")
                        .contains("nothing of what was asked");
                assertThat(failure.reference()).matches("[0-9a-f]{16}");
            });
            assertThat(files()).isEqualTo(5);
            assertThat(pull(archive).instances())
                    .as("the second pull fetches what was missing")
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsNoDicomIsNotKept() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(1)) {
            archive.fault(study(0), FaultyArchive.sends(new byte[500]));
            archive.fault(
                    instance(0, 1), FaultyArchive.sends("DICM".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            assertThat(pull(archive).failed()).hasSize(1);
            assertThat(files()).isEqualTo(1);
        }
    }

    @Test
    void anEndlessInstanceIsGivenUp() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(1)) {
            archive.fault(study(0), FaultyArchive.endless());
            archive.fault(instance(0, 1), FaultyArchive.endless());
            assertThat(pull(archive).failed())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.reason()).contains("larger than 1048576 bytes"));
            assertThat(folder.resolve("out/.subtext-archive/partial")).isEmptyDirectory();
        }
    }

    @Test
    void silenceAndCrawlingAreGivenUpAndTriedAgain() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(2)) {
            archive.fault(study(0), FaultyArchive.silent(5_000));
            archive.fault(study(1), FaultyArchive.crawling(50, 200));
            long started = System.nanoTime();
            assertComplete(pull(archive.address(), QUICK.withIdleTimeout(Duration.ofMillis(500))), 2);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aRefusedStudyIsNamedAndTheOthersCome() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(4)) {
            archive.fault(study(2) + "/instances", status(403));
            PullSummary summary = pull(archive);
            assertThat(summary.pulled()).isEqualTo(3);
            assertThat(summary.failed())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo("the archive answered 403"));
            assertThat(archive.asked(study(2) + "/instances"))
                    .as("not asked again")
                    .isEqualTo(1);
        }
    }

    @Test
    void anArchiveThatListsFewerThanItCountsIsNotBelieved() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(1)) {
            archive.fault(study(0) + "/instances", status(204));
            assertThat(pull(archive).failed())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.reason()).contains("2 instances of it and lists 0"));
        }
    }

    @Test
    void wrongCredentialsEndAPullAtOnceAndAreNotPrinted() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(1)) {
            archive.fault("/studies", status(401, "WWW-Authenticate", "Bearer"));
            assertEnds(archive, "401", "archive.token_file");
            assertThat(archive.asked("/studies")).isEqualTo(1);
        }
    }

    @Test
    void credentialsThatExpireEndAPullWithWhatIsComplete() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(30)) {
            archive.fault(study(3), status(401));
            assertEnds(archive, "401", "the same command continues");
            assertThat(pull(archive).failed()).isEmpty();
            assertThat(files()).isEqualTo(60);
        }
    }

    @Test
    void aWebPageIsNotAnArchive() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(1)) {
            archive.fault("/studies", FaultyArchive.html(), status(302, "Location", "https://login.example.org"));
            assertEnds(archive, "text/html", "/dicom-web");
            assertEnds(archive, "redirection", "/dicom-web");
        }
    }

    @Test
    void nobodyThere() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        assertThatThrownBy(() -> pull(ArchiveAddress.parse("http://127.0.0.1:" + unused), QUICK))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("no connection to 127.0.0.1:" + unused, "Check address and port");
    }

    @Test
    void oneProcessAtATime() throws IOException {
        try (FaultyArchive archive = new FaultyArchive(1);
                InstanceStore held = InstanceStore.open(folder.resolve("out"))) {
            assertThat(held.partial()).doesNotExist();
            assertEnds(archive, "another process of Subtext", "choose another folder with out");
        }
    }

    private void assertEnds(FaultyArchive archive, String... words) {
        assertThatThrownBy(() -> pull(archive))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(words)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-token", "1.2.826", "planted"));
    }

    @Test
    void addressesAreCheckedBeforeAnythingIsSent() {
        assertThat(ArchiveAddress.parse(" https://pacs.example.org:8443/dicom-web/studies/ ")
                        .base())
                .isEqualTo("https://pacs.example.org:8443/dicom-web");
        for (String wrong :
                List.of("pacs", "ftp://a/b", "http://u:p@a/b", "http://a/b?c", "http://a/b#c", "http:// a")) {
            assertThatThrownBy(() -> ArchiveAddress.parse(wrong)).isInstanceOf(InvalidInputException.class);
        }
        assertThat(ArchiveAddress.parse("http://pacs.example.org").isReadableOnTheWay())
                .isTrue();
        assertThat(ArchiveAddress.parse("http://127.0.0.1:80").isReadableOnTheWay())
                .isFalse();
    }
}
