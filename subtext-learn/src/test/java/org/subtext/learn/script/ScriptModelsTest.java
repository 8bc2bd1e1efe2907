package org.subtext.learn.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.progress.Progress;
import org.subtext.recognition.Activation;
import org.subtext.recognition.ForeignModel;
import org.subtext.recognition.Normalisation;
import org.subtext.recognition.Recogniser;

/** Archives that torch 2.15.0 stored (validation/foreign/archives.py): scored as there, or refused with the reason. */
class ScriptModelsTest {
    private static final int SIDE = 16;

    @TempDir
    Path folder;

    /** Images whose values are i / 768, a row each. */
    private record Ramp(PixelLayout layout, int size) implements PixelSource {
        @Override
        public void read(int row, FloatBuffer target) {
            for (int i = 0; i < layout.valuesPerImage(); i++) {
                target.put(i / 768f);
            }
        }
    }

    private Path archive(String name) {
        Path file = folder.resolve(name + ".pt");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/script/" + name + ".pt"))) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    private static ForeignModel said(String... classes) {
        return new ForeignModel(null, List.of(classes), Activation.NONE, SIDE, Normalisation.parse("none"), null, null);
    }

    private static float[][] scores(Recogniser network, int images) {
        float[][] scores = new float[images][];
        int[] rows = new int[images];
        network.score(
                new Ramp(network.card().layout(), 1),
                rows,
                (position, values) -> scores[position] = values.clone(),
                Progress.SILENT);
        return scores;
    }

    @ParameterizedTest
    @CsvSource({"traced", "extra"})
    void scoresAreThoseOfTorch(String name) {
        try (Recogniser network = ScriptModels.open(archive(name), said("A", "B"))) {
            assertThat(network.card().layout().channels()).isEqualTo(3);
            assertThat(network.card().trainedOn())
                    .contains("in a process of its own")
                    .matches(text -> text.contains("not read: labels.txt") == name.equals("extra"));
            for (float[] row : scores(network, 3)) {
                // torch 2.15.0: good, traced, as archives.py prints them
                assertThat(row[0]).isCloseTo(1.0966291f, within(1e-6f));
                assertThat(row[1]).isCloseTo(0.4397371f, within(1e-6f));
            }
        }
    }

    @Test
    void greyImagesSingleImagesAndWhatIsPrintedAreUnderstood() {
        try (Recogniser grey = ScriptModels.open(archive("grey"), said("A", "B"))) {
            assertThat(grey.card().layout().channels()).isEqualTo(1);
            assertThat(scores(grey, 2)).hasDimensions(2, 2);
        }
        try (Recogniser one = ScriptModels.open(archive("one"), said("A", "B"))) {
            assertThat(scores(one, 3)[2]).containsExactly(0, 1 / 768f);
        }
        try (Recogniser prints = ScriptModels.open(archive("prints"), said("A", "B"))) {
            assertThat(scores(prints, 2)).hasDimensions(2, 2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training | stored in the mode of training",
                "aside | depends on which others are asked about with it",
                "of-others | it uses the operator acme::secret, which libtorch does not have",
                "writes | it uses the operator aten::save, which reaches files"
            })
    void whatIsNoSuchModuleIsRefusedWithWhatWasFound(String name, String found) {
        assertThatThrownBy(() -> ScriptModels.open(archive(name), said("A", "B")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("The TorchScript archive " + name + ".pt cannot be used: ")
                .hasMessageContaining(found);
    }

    /** A process each. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two-inputs | it takes 2 inputs, and one is taken here",
                "tuple | it gives a value of the kind Tuple",
                "dict | it gives a value of the kind GenericDict",
                "maps | it gives a tensor of Float [1, 3, 16, 16] for 1 image",
                "cuda | asks for a graphics card (CUDA)",
                "chance | another output each time for one image",
                "raises | no licence",
                "reads | it uses the operator aten::from_file, which reaches files",
                "hungry | it takes more memory than a network of others is given"
            })
    void allElseIsRefusedSo(String name, String found) {
        whatIsNoSuchModuleIsRefusedWithWhatWasFound(name, found);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"good", "frozen"})
    void modulesOfScriptsAndFrozenOnesAreScoredToo(String name) {
        scoresAreThoseOfTorch(name);
    }

    @Test
    void anEndlessOneIsGivenUp() {
        Duration patience = Duration.ofMillis(-4_000); // with the 10 s of one image
        assertThatThrownBy(() -> ScriptModels.open(archive("endless"), said("A", "B"), patience))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("it took more than 6 s; given up");
    }

    @Test
    void nativeClassesAndAnotherNumberOfClassesAreRefusedBeforeOrAfterItRuns() {
        assertThatThrownBy(() -> ScriptModels.open(archive("quantised"), said("A", "B")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("classes of C++ code (torch.classes.quantized");
        assertThatThrownBy(() -> ScriptModels.open(archive("good"), said("A", "B", "C")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("3 classes are named (A, B, C), but the head of good.pt has 2 outputs");
    }

    @Test
    void whatUnpacksToFarMoreThanItIsOrLiesInTwoFoldersIsRefused() throws IOException {
        Path bomb = folder.resolve("bomb.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("bomb/code/__torch__.py"));
            zip.putNextEntry(new ZipEntry("bomb/constants.pkl"));
            zip.putNextEntry(new ZipEntry("bomb/data/0"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
        }
        assertThat(ScriptModels.isArchive(bomb)).isTrue();
        assertThatThrownBy(() -> ScriptModels.open(bomb, said("A", "B")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("unpacks to 100 MiB");

        Path two = folder.resolve("two.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(two))) {
            zip.putNextEntry(new ZipEntry("two/code/__torch__.py"));
            zip.putNextEntry(new ZipEntry("two/constants.pkl"));
            zip.putNextEntry(new ZipEntry("other/data.pkl"));
        }
        assertThatThrownBy(() -> ScriptModels.open(two, said("A", "B")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("its entries lie in 2 folders");
    }

    @Test
    void checkpointsAndDamagedFilesAreNoArchives() throws IOException {
        byte[] whole = Files.readAllBytes(archive("good"));
        Path cut = Files.write(folder.resolve("cut.pt"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(ScriptModels.isArchive(cut)).isFalse();
        assertThat(ScriptModels.isArchive(archive("whole-pickle"))).isFalse();
        assertThat(ScriptModels.isArchive(folder.resolve("absent.pt"))).isFalse();
    }
}
