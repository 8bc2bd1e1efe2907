package org.subtext.silo.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.silo.disclosure.QueryLedger;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanCohort;
import org.subtext.silo.plan.PlanImages;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import org.subtext.silo.sums.Terms;

class RehearsalTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int PATIENTS = 400;

    /** Everything that a plan can ask a table for. */
    private static final TriedQuestion QUESTION = new TriedQuestion(
            new PlanCohort(
                    "race",
                    List.of(new PlanClass("black", List.of("B")), new PlanClass("white", List.of())),
                    new PlanImages(List.of(new PlanClass("PA", List.of())), List.of("MONOCHROME2"), 8, 16),
                    List.of()),
            Terms.of("black", "white")
                    .withBins(64)
                    .withGroups(List.of("F", "M"))
                    .withFlow(List.of("no image")),
            List.of("groups", "counts", "scores", "ages", "site"));

    @TempDir
    private Path folder;

    private SiteHome real;
    private SiteFiles files;

    @BeforeEach
    void rows() throws Exception {
        real = SiteHome.begin(folder.resolve("silo"), new PartyName("north"), CLOCK);
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder rows =
                new StringBuilder("unit,experiment,run,split,study,patient,image,truth,score:B,score:white\n");
        StringBuilder facts = new StringBuilder("patient,group,age\n");
        StringBuilder images = new StringBuilder("image,view,photometric,bits\n");
        for (int i = 0; i < PATIENTS; i++) {
            double score = 0.1 + 0.8 * random.nextDouble();
            rows.append("image,internal,run,test,,patient-%d,image-%d,%s,%s,%s\n"
                    .formatted(i, i, i % 3 == 0 ? "B" : "white", score, 1 - score));
            facts.append("patient-%d,%s,%d\n".formatted(i, i % 2 == 0 ? "F" : "M", 30 + i % 40));
            images.append("image-%d,PA,MONOCHROME2,12\n".formatted(i));
        }
        files = new SiteFiles(
                Files.writeString(folder.resolve("predictions.csv"), rows),
                Optional.of(Files.writeString(folder.resolve("facts.csv"), facts)),
                Optional.of(Files.writeString(folder.resolve("images.csv"), images)),
                Optional.of(Files.writeString(folder.resolve("left.csv"), "reason,patients\nno image,40\n")));
    }

    private Rehearsal rehearsal() {
        return new Rehearsal(folder.resolve("tried"), QUESTION, files, new Seed(1), CLOCK);
    }

    private Map<String, ContentHash> bytesOf(Path house) throws Exception {
        Map<String, ContentHash> bytes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(house)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes.put(house.relativize(file).toString(), ContentHash.ofFile(file));
            }
        }
        return bytes;
    }

    @Test
    void whatWouldLeaveAndBeToldIsWrittenAndNothingRealIsTouched() throws Exception {
        Map<String, ContentHash> before = bytesOf(real.folder());
        List<String> lines = rehearsal().run(Optional.of(real));
        Path tried = folder.resolve("tried");
        assertThat(String.join("\n", lines))
                .contains("5 operations by 3 sites, all but north invented")
                .contains("Refused       nothing");
        assertThat(bytesOf(real.folder())).isEqualTo(before);
        assertThat(tried.resolve("working")).doesNotExist();
        assertThat(Files.readString(tried.resolve("page.txt")))
                .contains("400 images of 400 patients")
                .contains("Left out      no image: 40 patients");
        assertThat(Files.readString(tried.resolve("told/result.txt"))).contains("ACROSS 3 SITES");
        // Of one site's own numbers, which depend on all sums before: those that were sent are those that are shown.
        try (Stream<Path> opened = Files.list(tried.resolve("opened"))) {
            List<Path> own =
                    opened.filter(file -> file.toString().contains("own")).toList();
            assertThat(own).hasSize(1);
            assertThat(own.get(0)).hasSameBinaryContentAs(tried.resolve("numbers/site.int64"));
        }
        try (Stream<Path> sent = Files.list(tried.resolve("sent"))) {
            assertThat(sent)
                    .hasSize(Files.readAllLines(tried.resolve("what-left.txt")).size());
        }
        for (String name : bytesOf(tried).keySet()) {
            assertThat(Files.readAllBytes(tried.resolve(name)))
                    .as(name)
                    .satisfies(bytes -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                            .doesNotContain("patient-")
                            .doesNotContain("image-"));
        }
        assertThatThrownBy(() -> rehearsal().run(Optional.of(real))).hasMessageContaining("is not empty");
    }

    @Test
    void whatTheRealLedgerRefusesIsRefused() throws Exception {
        Set<String> earlier = IntStream.range(3, PATIENTS)
                .mapToObj(patient -> "patient-" + patient)
                .collect(Collectors.toSet());
        try (QueryLedger ledger = QueryLedger.open(real.folder().resolve("disclosure.ledger"), 11)) {
            assertThat(ledger.ask("earlier", "all but three", earlier).isAnswered())
                    .isTrue();
        }
        Map<String, ContentHash> before = bytesOf(real.folder());
        assertThatThrownBy(() -> rehearsal().run(Optional.of(real)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not answered, since with what was answered before");
        assertThat(Files.readString(folder.resolve("tried/page.txt"))).contains("REFUSED by this site's ledger");
        assertThat(bytesOf(real.folder())).isEqualTo(before);
        assertThat(bytesOf(folder.resolve("tried"))).containsOnlyKeys("page.txt");
    }

    @Test
    void rowsThatDoNotFitAreRefusedAsBeforeAYes() throws Exception {
        Files.writeString(
                files.predictions(),
                Files.readString(files.predictions())
                        .replace(",white,", ",pale,")
                        .replace("score:white", "score:pale"));
        assertThatThrownBy(() -> rehearsal().run(Optional.empty())).hasMessageContaining("The class \"pale\"");
        assertThat(folder.resolve("tried")).isEmptyDirectory();
    }
}
