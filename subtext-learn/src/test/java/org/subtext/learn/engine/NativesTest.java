package org.subtext.learn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
    @Test
    void engineSaysItsVersionsAndComputesWithOneThread() {
        EngineInfo info = Natives.info();
        assertThat(info.libtorch()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(info.javacpp()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(info.cpuCapability()).isNotBlank();
        assertThat(info.threads()).isEqualTo(1);
        assertThat(info.devices().get(0)).isEqualTo(Device.CPU);
    }

    /** Unpacks 435 MB twice over; without the lock both processes die of SIGBUS. */
    @Test
    @Tag("slow")
    void twoProcessesThatStartOnAColdCacheBothFinish(@TempDir Path cache) throws IOException, InterruptedException {
        List<Process> processes = Stream.of(start(cache), start(cache)).toList();
        for (Process process : processes) {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> new String(read(process), StandardCharsets.UTF_8))
                    .isZero();
        }
    }

    private static Process start(Path cache) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadNatives.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static byte[] read(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            return e.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** What each process runs. */
    static final class LoadNatives {
        private LoadNatives() {}

        public static void main(String[] arguments) {
            assertThat(Natives.info().threads()).isEqualTo(1);
        }
    }
}
