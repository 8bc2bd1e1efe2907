package org.subtext.learn.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.problems.InvalidInputException;

/** Files that torch 2.15.0 and safetensors 0.8.0 wrote ({@code validation/weights/make_fixtures.py}). */
class PythonFixturesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"state.pt", "state.safetensors"})
    void everyTypeAndLayoutIsRead(String name) throws IOException {
        try (TensorFile file = TensorFile.open(TestFiles.fixture(folder, name))) {
            assertThat(file.tensors().get("transposed")).isEqualTo(new TensorInfo(ElementType.F32, List.of(3L, 2L)));
            assertThat(TestFiles.values(file, "transposed")).containsExactly(0, 3, 1, 4, 2, 5);
            assertThat(TestFiles.values(file, "tail")).containsExactly(7, 8, 9);
            assertThat(TestFiles.values(file, "half")).containsExactly(1.5f, -0.25f, 0x1p-14f, 0x1p-24f);
            assertThat(TestFiles.values(file, "brain")).containsExactly(1.5f, -3);
            assertThat(file.tensors().get("counter")).isEqualTo(new TensorInfo(ElementType.I64, List.of()));
            assertThat(file.read("counter").getLong()).isEqualTo(12345678901L);
            assertThat(TestFiles.values(file, "small")).containsExactly(-1, 2);
            assertThat(TestFiles.values(file, "unsigned")).containsExactly(200);
            assertThat(TestFiles.values(file, "flag")).containsExactly(1, 0);
            assertThat(TestFiles.values(file, "parameter")).containsExactly(0.5f);
            assertThat(TestFiles.values(file, "empty")).isEmpty();
        }
    }

    @Test
    void metadataOfSafetensorsIsRead() throws IOException {
        try (TensorFile file = TensorFile.open(TestFiles.fixture(folder, "state.safetensors"))) {
            assertThat(file.metadata()).containsExactly(Map.entry("made", "by hand"));
        }
    }

    @Test
    void stateDictBelowAKeyIsNamedByIt() throws IOException {
        try (TensorFile file = TensorFile.open(TestFiles.fixture(folder, "wrapped.pth"))) {
            assertThat(file.tensors()).containsKey("state_dict.module.transposed");
        }
    }

    @Test
    void attributesOfAModulesStateDictAreIgnored() throws IOException {
        try (TensorFile file = TensorFile.open(TestFiles.fixture(folder, "module.pt"))) {
            assertThat(file.tensors().keySet())
                    .containsExactlyInAnyOrder("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
        }
    }

    @Test
    void pythonFunctionsBeyondAStateDictAreRefusedByName() throws IOException {
        Path foreign = TestFiles.fixture(folder, "foreign.pt");
        assertThatThrownBy(() -> TensorFile.open(foreign))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("fractions.Fraction")
                .hasMessageContaining("torch.save(model.state_dict()");
    }

    @Test
    void checkpointFromBeforeTheZipFormatIsRefusedWithTheMend() throws IOException {
        Path legacy = TestFiles.fixture(folder, "legacy.pt");
        assertThatThrownBy(() -> TensorFile.open(legacy))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("before version 1.6")
                .hasMessageContaining("torch.save(torch.load(");
    }

    /** Whatever byte is lost or changed: a message of ours or a readable file, never another exception. */
    @ParameterizedTest
    @ValueSource(strings = {"state.pt", "state.safetensors"})
    void damagedFilesAreReadOrRefusedButNeverCrash(String name) throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.fixture(folder, name));
        int refused = 0;
        for (int at = 0; at < whole.length; at += 11) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << at % 8);
            refused += isRefused(changed) ? 1 : 0;
            refused += isRefused(Arrays.copyOf(whole, at)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(whole.length / 11); // every shorter copy, at least
    }

    private boolean isRefused(byte[] content) throws IOException {
        Path damaged = Files.write(folder.resolve("damaged"), content);
        try (TensorFile file = TensorFile.open(damaged)) {
            for (String name : file.tensors().keySet()) {
                file.read(name);
            }
            return false;
        } catch (InvalidInputException e) {
            return true;
        }
    }

    @Test
    void absentFileIsSaid() {
        assertThatThrownBy(() -> TensorFile.open(folder.resolve("nothing.pt")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nothing.pt");
    }
}
