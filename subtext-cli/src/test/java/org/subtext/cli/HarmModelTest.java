package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.weights.WeightExport;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;

/** A table of truths and groups, whose images a model scores first. */
class HarmModelTest {
    private static final String CARD = "classes: [Edema, Effusion]\nactivation: sigmoid\nnormalisation: none\n"
            + "architecture: resnet18_small\nside: 32\n";

    @TempDir
    Path temporary;

    private CohortFolder cohort;
    private Path model;
    private Path card;

    @BeforeEach
    void makeCohortAndModel() throws IOException {
        cohort = new CohortFolder(Files.createDirectory(temporary.resolve("cohort")));
        model = temporary.resolve("net.safetensors");
        NetworkSpec spec = new NetworkSpec(Architecture.RESNET18_SMALL, 3, 2, 32);
        try (Network network = Networks.create(spec, new Seed(5))) {
            WeightExport.write(network, model, Map.of());
        }
        card = Files.writeString(temporary.resolve("net.card.yaml"), CARD);
    }

    private Path table(String truths) throws IOException {
        return cohort.table(
                "image_path,patient_id,race," + truths,
                IntStream.range(0, CohortFolder.PATIENTS)
                        .mapToObj(i -> "image%d.png,P%d,%s,%d,%d"
                                .formatted(i, i, i % 2 == 0 ? "White" : "Black", i / 2 % 2, i / 4 % 2))
                        .toList());
    }

    private Object[] harm(Path table, Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "harm",
                table,
                "--model",
                model,
                "--attribute",
                "race",
                "--reference",
                "White",
                "--patient",
                "patient_id",
                "--replicates",
                "20",
                "--least-patients",
                "2",
                "--out",
                temporary.resolve("runs/one")));
        words.addAll(List.of(more));
        return words.toArray();
    }

    private List<Path> scores() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("runs/one-scores"))) {
            return files.filter(file -> file.toString().endsWith(".csv")).toList();
        }
    }

    @Test
    void everyImageIsScoredOnceAndTheFirstPageSaysThatPreprocessingIsUnverified() throws IOException {
        Path table = table("truth:edema,truth:effusion");

        Terminal priced = Terminal.run(harm(table, "--dry-run"));
        assertThat(priced.out()).contains("24 images would be scored");
        assertThat(temporary.resolve("runs")).doesNotExist();

        Terminal first = Terminal.run(harm(table));
        assertThat(first.exit()).as(first.all()).isZero();
        assertThat(first.out())
                .contains("The images were scored here with net.safetensors", "PREPROCESSING UNVERIFIED");
        assertThat(first.err()).contains("24 scored");
        assertThat(temporary.resolve("runs/one/harm.html")).content().contains("PREPROCESSING UNVERIFIED");
        assertThat(temporary.resolve("runs/one/harm.yaml"))
                .content()
                .contains("sha256: " + ContentHash.ofFile(model).hex());
        assertThat(Files.readAllLines(scores().get(0)).get(0)).isEqualTo("image_path,score:Edema,score:Effusion");

        Terminal again = Terminal.run(harm(table));
        assertThat(again.exit()).as(again.all()).isZero();
        assertThat(again.err()).contains("24 scored before");
    }

    @Test
    void aGoldenCaseThatIsMetIsSaidOnTheFirstPageAndOneThatIsNotEndsBeforeAnyScore() throws IOException {
        Path table = table("truth:edema,truth:effusion");
        Path image = cohort.image(3);
        String[] cells = Terminal.run("predict", model, image, "--device", "cpu")
                .out()
                .lines()
                .toList()
                .get(1)
                .split(",");
        String golden = "golden:\n  image: " + image + "\n  sha256: "
                + ContentHash.ofFile(image).hex() + "\n  scores: [" + cells[1] + ", " + cells[2] + "]\n";
        Path other = Files.writeString(temporary.resolve("other.card.yaml"), CARD + golden + "  tolerance: 0.00001\n");

        Files.writeString(other, Files.readString(other).replace("normalisation: none", "normalisation: 255"));
        Refusal.of(harm(table, "--card", other)).saying("The golden case is NOT met", "pixels scaled to 0 to 1");
        assertThat(temporary.resolve("runs")).doesNotExist();
        Files.writeString(card, CARD + golden);
        Terminal met = Terminal.run(harm(table));
        assertThat(met.out()).contains("Golden case: met, largest").doesNotContain("UNVERIFIED");
    }

    @Test
    void findingsThatNoOutputTellsAreRefusedTogetherAndCanBeNamed() throws IOException {
        Path table = table("truth:oedema,truth:pneumonia");

        Refusal.of(harm(table))
                .saying(
                        "which output of net.safetensors tells oedema",
                        "tells pneumonia; it has Edema, Effusion",
                        "--score oedema=OUTPUT");
        Terminal named = Terminal.run(harm(table, "--truth", "oedema=truth:oedema", "--score", "oedema=Edema"));
        assertThat(named.exit()).as(named.all()).isZero();
        assertThat(named.out()).contains("oedema: called from");
    }

    @Test
    void anImageThatCannotBeReadIsNamedAndLeftOutWhereSomebodySaysSo() throws IOException {
        Path table = table("truth:edema,truth:effusion");
        Files.writeString(cohort.image(3), "no image");

        Refusal refused = Refusal.of(harm(table)).saying("Not scored: image3.png");
        assertThat(refused.terminal().err()).contains("--missing-scores exclude");
        assertThat(refused.curedWith("--missing-scores", "exclude").exit()).isZero();
    }
}
