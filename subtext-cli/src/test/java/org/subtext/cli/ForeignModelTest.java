package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.learn.networks.Network;
import org.subtext.learn.networks.NetworkSpec;
import org.subtext.learn.networks.Networks;
import org.subtext.learn.weights.WeightExport;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Seed;
import org.subtext.recognition.Architecture;
import org.subtext.tables.TableReader;

/** Weights of another program: scored and embedded with what is said of them, or refused with what is missing. */
class ForeignModelTest {
    @TempDir
    Path temporary;

    private CohortFolder cohort;

    @BeforeEach
    void makeCohort() throws IOException {
        cohort = new CohortFolder(Files.createDirectory(temporary.resolve("cohort")));
    }

    private Path weights(int channels, int classes, Map<String, String> metadata) throws IOException {
        Path file = temporary.resolve("net" + channels + classes + ".safetensors");
        NetworkSpec spec = new NetworkSpec(Architecture.RESNET18_SMALL, channels, classes, 32);
        try (Network network = Networks.create(spec, new Seed(5))) {
            WeightExport.write(network, file, metadata);
        }
        return file;
    }

    /** With the size of the images and, to spare the search for it, the network. */
    private static Object[] words(Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--side", "32", "--device", "cpu"));
        if (!all.contains("--architecture")) {
            all.addAll(List.of("--architecture", "resnet18_small"));
        }
        return all.toArray();
    }

    private static List<String> lines(Terminal terminal) {
        assertThat(terminal.exit()).as(terminal.all()).isZero();
        return terminal.out().lines().toList();
    }

    @Test
    void scoresAreNamedByTheClassesAndTheCardSaysWhatWasAssumed() throws IOException {
        Terminal said =
                Terminal.run(words("predict", weights(3, 2, Map.of()), cohort.folder, "--classes", "Black,White"));

        List<String> lines = lines(said);
        assertThat(lines.get(0)).isEqualTo("image,Black,White");
        assertThat(lines).hasSize(CohortFolder.PATIENTS + 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            assertThat(Double.parseDouble(cells[1]) + Double.parseDouble(cells[2]))
                    .isCloseTo(1, within(1e-5));
        }
        assertThat(said.err())
                .contains("resnet18_small, 32 x 32 x 3", "another program trained it", "122 of 122 entries")
                .contains("Assumed, since nothing says otherwise: its classes exclude each other (softmax)")
                .contains("pixels by ImageNet's mean and deviation");
    }

    @Test
    void aFileBesideTheWeightsSaysWhatTheOptionsSay() throws IOException {
        Path weights = weights(3, 2, Map.of());
        Terminal byOptions = Terminal.run(words(
                "predict",
                weights,
                cohort.folder,
                "--classes",
                "A,B",
                "--activation",
                "sigmoid",
                "--normalisation",
                "0.5/0.25"));
        Files.writeString(
                temporary.resolve("net32.card.yaml"),
                "classes: [A, B]\nactivation: sigmoid\nnormalisation: 0.5/0.25\nside: 32\n");

        Terminal byFile = Terminal.run("predict", weights, cohort.folder, "--device", "cpu");

        assertThat(lines(byFile)).isEqualTo(lines(byOptions));
        assertThat(byFile.err()).doesNotContain("Assumed");
        Terminal goesOn = Terminal.run("predict", weights, cohort.folder, "--device", "cpu", "--resume");
        assertThat(goesOn.exit()).isEqualTo(2);
        assertThat(goesOn.all()).contains("Name a file with --out, or leave out --resume.");
    }

    /** Scores of one image, and a card beside the weights that holds them as golden case. */
    private void goldenCard(Path weights, Path image, String normalisation, boolean reversed) throws IOException {
        List<String> cells = List.of(lines(Terminal.run(words(
                        "predict",
                        weights,
                        image,
                        "--classes",
                        "A,B",
                        "--activation",
                        "sigmoid",
                        "--normalisation",
                        normalisation)))
                .get(1)
                .split(","));
        Files.writeString(
                temporary.resolve("net32.card.yaml"),
                "classes: [A, B]\nactivation: sigmoid\nside: 32\narchitecture: resnet18_small\ngolden:\n  image: "
                        + image + "\n  sha256: " + ContentHash.ofFile(image).hex() + "\n  scores: ["
                        + cells.get(reversed ? 2 : 1) + ", " + cells.get(reversed ? 1 : 2)
                        + "]\n  tolerance: 0.00001\n");
    }

    private Path anImage() throws IOException {
        try (Stream<Path> files = Files.walk(cohort.folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Object[] predict(Path weights, String... more) {
        List<Object> words = new ArrayList<>(List.of("predict", weights, cohort.folder, "--device", "cpu"));
        words.addAll(List.of(more));
        return words.toArray();
    }

    @Test
    void aGoldenCaseThatIsMetIsSaidWithItsDifferenceAndNoneIsSaidToo() throws IOException {
        Path weights = weights(3, 2, Map.of());
        Terminal without = Terminal.run(words("predict", weights, cohort.folder, "--classes", "A,B"));
        goldenCard(weights, anImage(), "0.5/0.25", false);

        assertThat(without.err()).contains("Golden case  none: PREPROCESSING UNVERIFIED");
        Terminal with = Terminal.run(predict(weights, "--normalisation", "0.5/0.25"));
        assertThat(with.exit()).as(with.all()).isZero();
        assertThat(with.err()).contains("Golden case  met, largest difference");
    }

    @Test
    void otherPixelsOrAnotherResizeThanTheGoldenCasesAreCaughtAndNamed() throws IOException {
        Path weights = weights(3, 2, Map.of());
        BufferedImage large = new BufferedImage(75, 61, BufferedImage.TYPE_BYTE_GRAY);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 75 * 61; i++) {
            large.getRaster().setSample(i % 75, i / 75, 0, random.nextInt(256));
        }
        Path image = temporary.resolve("golden.png");
        ImageIO.write(large, "png", image.toFile());
        goldenCard(weights, image, "none", false);

        Refusal.of(predict(weights, "--normalisation", "imagenet"))
                .saying("The golden case is NOT met", "pixels scaled to 0 to 1 and resize antialiased_bilinear")
                .saying("--normalisation none, --resize antialiased_bilinear")
                .curedBy("imagenet", "none");
        Refusal.of(predict(weights, "--normalisation", "none", "--resize", "area_average"))
                .saying("The golden case is NOT met", "resize antialiased_bilinear")
                .curedBy("area_average", "antialiased_bilinear");
    }

    /** A colour image, taller than wide; what a network made for {@code key} says of it is the golden case. */
    @ParameterizedTest
    @ValueSource(strings = {"polarity: inverted", "channel_order: bgr", "aspect: keep", "resized_to: 37"})
    void polarityChannelsAspectAndCropOfTheGoldenCaseAreCaughtAndNamed(String key) throws IOException {
        Path weights = weights(3, 2, Map.of());
        BufferedImage colour = new BufferedImage(60, 91, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 60 * 91; i++) {
            colour.setRGB(i % 60, i / 60, random.nextInt(1 << 24));
        }
        Path image = temporary.resolve("golden.png");
        ImageIO.write(colour, "png", image.toFile());
        Path card = temporary.resolve("other.card.yaml");
        String known = "classes: [A, B]\nactivation: sigmoid\nside: 32\narchitecture: resnet18_small\n"
                + "normalisation: none\n";
        Files.writeString(card, known + key + "\n");
        String[] cells = lines(Terminal.run("predict", weights, image, "--device", "cpu", "--card", card))
                .get(1)
                .split(",");
        String golden = "golden:\n  image: " + image + "\n  sha256: "
                + ContentHash.ofFile(image).hex() + "\n  scores: [" + cells[1] + ", " + cells[2]
                + "]\n  tolerance: 0.00001\n";
        Files.writeString(card, known + golden);

        Refusal.of("predict", weights, image, "--device", "cpu", "--card", card)
                .saying("The golden case is NOT met", "and in the card " + key + ": say so");
        Files.writeString(card, known + key + "\n" + golden);
        assertThat(Terminal.run("predict", weights, image, "--device", "cpu", "--card", card)
                        .err())
                .contains("Golden case  met");
    }

    @Test
    void outputsInAnotherOrderThanTheGoldenCasesAreCaught() throws IOException {
        Path weights = weights(3, 2, Map.of());
        goldenCard(weights, anImage(), "none", true);

        Refusal.of(predict(weights, "--normalisation", "none")).saying("The same numbers come in another order");
    }

    @Test
    void aGoldenCaseOfAnotherImageOrOfTooFewScoresIsRefused() throws IOException {
        Path weights = weights(3, 2, Map.of());
        Path image = anImage();
        goldenCard(weights, image, "none", false);
        Path card = temporary.resolve("net32.card.yaml");
        String right = Files.readString(card);

        Files.writeString(card, right.replaceAll("sha256: .*", "sha256: " + "0".repeat(64)));
        Refusal.of(predict(weights, "--normalisation", "none"))
                .saying(
                        "not the one that the card speaks of",
                        ContentHash.ofFile(image).hex());
        Files.writeString(card, right.replaceAll("scores: .*", "scores: [0.5]"));
        Refusal.of(predict(weights, "--normalisation", "none")).saying("has 1 scores, but the network has 2 outputs");
        Files.writeString(card, right.replaceAll("scores: .*", "scores: [high, 0.1]"));
        Refusal.of(predict(weights, "--normalisation", "none")).saying("scores (one number an output");
        Files.writeString(card, right.replaceAll("tolerance", "tolerence"));
        Refusal.of(predict(weights, "--normalisation", "none")).saying("tolerance");
        Files.writeString(card, right.replaceAll("tolerance: .*", "tolerance: 0,00001"));
        Refusal.of(predict(weights, "--normalisation", "none")).saying("a tolerance lies between 0 and 1");
        Files.writeString(card, right.replaceAll("scores: \\[(.*), (.*)\\]", "scores: {B: $1, A: $2}"));
        Refusal.of(predict(weights, "--normalisation", "none")).saying("scores (one number an output");
    }

    @Test
    void classesInTheFileAreTakenAndAnotherOrderIsRefused() throws IOException {
        Path weights = weights(3, 2, Map.of("classes", "[\"Black\", \"White\"]"));

        assertThat(lines(Terminal.run(words("predict", weights, cohort.folder))).get(0))
                .isEqualTo("image,Black,White");
        Refusal.of(words("predict", weights, cohort.folder, "--classes", "White,Black"))
                .saying("another order (White, Black)", "(Black, White)")
                .curedBy("White,Black", "Black,White");
    }

    @Test
    void classesThatAreNotThoseOfTheHeadAreRefused() throws IOException {
        Path weights = weights(3, 2, Map.of());
        Refusal.of(words("predict", weights, cohort.folder))
                .saying("what the 2 classes of", "--classes A,B,...")
                .curedWith("--classes", "Black,White");
        Refusal.of(words("predict", weights, cohort.folder, "--classes", "A,B,C"))
                .saying("3 classes are named (A, B, C), but the head of", "has 2 outputs")
                .curedBy("A,B,C", "A,B");
        Refusal.of(words("predict", weights, cohort.folder, "--classes", "A,A"))
                .saying("Two classes are named A")
                .curedBy("A,A", "A,B");
    }

    @Test
    void oneOutputIsASigmoidAndGreyImagesAreScaledAsSomebodySays() throws IOException {
        Path weights = weights(1, 1, Map.of());
        Refusal.of(words("predict", weights, cohort.folder, "--classes", "Black", "--activation", "softmax"))
                .saying(
                        "every score would be 1",
                        "--activation sigmoid",
                        "how the grey images",
                        "--normalisation none");
        Refusal.of(words("predict", weights, cohort.folder, "--classes", "Black"))
                .saying("there is no usual way")
                .curedWith("--normalisation", "xrv");
    }

    @Test
    void anArchitectureThatTheEntriesAreNotOfIsRefusedWithTheirs() throws IOException {
        Refusal.of(words(
                        "predict",
                        weights(3, 2, Map.of()),
                        cohort.folder,
                        "--classes",
                        "A,B",
                        "--architecture",
                        "resnet18"))
                .saying("has the shape", "They are weights of resnet18_small", "--architecture resnet18_small")
                .curedBy("resnet18", "resnet18_small");
    }

    @Test
    void anImageThatCannotBeReadIsNamedAndTheRestIsScored() throws IOException {
        Files.writeString(cohort.image(3), "not an image");

        Terminal said = Terminal.run(words("predict", weights(3, 2, Map.of()), cohort.folder, "--classes", "A,B"));

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("Not scored: image3.png", "23 images scored, 1 unreadable");
        assertThat(said.out().lines()).hasSize(CohortFolder.PATIENTS);
    }

    @Test
    void scoresOfATableAreNamedByTheColumnThatItHas() throws IOException {
        Path scores = temporary.resolve("scores.csv");
        Path table = cohort.table();
        Object[] predict =
                words("predict", weights(3, 2, Map.of()), table, "--classes", "p_black,p_white", "--out", scores);
        assertThat(Terminal.run(predict).exit()).isZero();

        assertThat(Files.readAllLines(scores).get(0)).isEqualTo("image_path,p_black,p_white");
        assertThat(Files.readAllLines(scores).get(24)).startsWith("image23.png,");
    }

    @Test
    void embeddingsNeedNoClassesAndAreNamedByTheColumnOfTheTable() throws IOException {
        Path embeddings = temporary.resolve("embeddings.parquet");
        Path table = cohort.table();

        Terminal said = Terminal.run(words("embed", weights(3, 7, Map.of()), table, "--out", embeddings));
        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.err()).contains("24 images embedded at embedding (256 coordinates)");
        assertThat(TableReader.names(embeddings)).contains("image_path");
    }

    @Test
    void aNetworkIsExplainedAsItIsAndTheRunSaysThatItWasGiven() throws IOException {
        Path runs = temporary.resolve("runs");
        Terminal said = Terminal.run(words(
                "explain",
                weights(3, 2, Map.of()),
                "--table",
                cohort.table(),
                "--attribute",
                "race",
                "--classes",
                "White,Black",
                "--setting",
                "low-pass 8",
                "--runs",
                runs,
                "--name",
                "given"));

        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(runs.resolve("given/routes.json")).isNotEmptyFile();
        assertThat(runs.resolve("given/manifest.json"))
                .content()
                .contains("another program trained it", "Loaded 122 of 122 entries");
        assertThat(runs.resolve("given/report.html")).content().contains("nobody was trained on here");
    }

    @Test
    void aNetworkOfOtherClassesOrOfFindingsIsNotExplained() throws IOException {
        Path table = cohort.table();
        Path runs = temporary.resolve("runs");
        Refusal.of(words(
                        "explain",
                        weights(3, 1, Map.of()),
                        "--table",
                        table,
                        "--attribute",
                        "race",
                        "--classes",
                        "Black",
                        "--setting",
                        "low-pass 8",
                        "--runs",
                        runs))
                .saying("scores each class by itself", "subtext embed, then subtext probe");
        Refusal.of(words(
                        "explain",
                        weights(3, 2, Map.of()),
                        "--table",
                        table,
                        "--attribute",
                        "race",
                        "--classes",
                        "White,Blue",
                        "--setting",
                        "low-pass 8",
                        "--runs",
                        runs))
                .saying("Blue");
    }
}
