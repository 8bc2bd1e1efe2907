package org.subtext.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.testing.Seeds;
import org.subtext.wording.VisibleText;

class VisibleStreamTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    private VisibleStream stream(Charset charset) {
        return VisibleStream.before(new PrintStream(terminal, true, charset), charset);
    }

    private String came(Charset charset) {
        return terminal.toString(charset);
    }

    @Seeds(100)
    void whereverItIsCutTheSameComesOut(SplittableRandom random) {
        String letters = "a\n\r\u001b\u009b\u202eé日👩\t\u007f";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(letters.length());
            text.appendCodePoint(letters.codePointAt(from));
        }
        text.append('.');
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        PrintStream out = stream(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; ) {
            int count = Math.min(bytes.length - from, 1 + random.nextInt(3));
            out.write(bytes, from, count);
            from += count;
        }
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        String expected = VisibleText.of(decoded.replace("\r\n", "\0")).replace("\\u0000", "\r\n");
        assertThat(came(StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @Test
    void eachWayOfWritingGoesThroughIt() {
        PrintStream out = stream(StandardCharsets.UTF_8);
        out.print("\u001b[1m");
        out.println('\u001b');
        out.append("\u0007").printf("%s%n", "\u202e");
        out.write(0x1b);
        out.flush();
        assertThat(came(StandardCharsets.UTF_8))
                .isEqualTo("\\u001b[1m\\u001b" + System.lineSeparator() + "\\u0007\\u202e" + System.lineSeparator()
                        + "\\u001b");
    }

    @Test
    void anEightBitTerminalIsNotSteeredEither() {
        PrintStream out = stream(StandardCharsets.ISO_8859_1);
        out.write(0x9b);
        out.print("31m é");
        assertThat(came(StandardCharsets.ISO_8859_1)).isEqualTo("\\u009b31m é");
    }

    @Test
    void onlyBarsDrawAndWhatTheyNameIsSeen() {
        PrintStream out = stream(StandardCharsets.UTF_8);
        TerminalProgress progress = new TerminalProgress(out, true);
        progress.begin("Reading \u001b[2J", 2, "im\u001bages");
        progress.advance(2, "x\u001b]0;title\u0007");
        progress.line("found \u009b");
        progress.end("done \u202e");
        assertThat(came(StandardCharsets.UTF_8).replace("\r\u001b[K", ""))
                .contains("\\u001b[2J", "im\\u001bages", "found \\u009b", "done \\u202e")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u0007");
    }

    @Test
    void lostOutputIsNoticed() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space");
            }
        });
        PrintStream out = VisibleStream.before(full, StandardCharsets.UTF_8);
        out.println("an answer");
        assertThat(out.checkError()).isTrue();
    }

    @Test
    void noCommandGoesPastIt(@TempDir Path folder) throws Exception {
        Path table = Files.writeString(
                folder.resolve("a\u001b[31mb.csv"),
                "patient_id,image_path,race\u001b[2J\n\u001b]0;owned\u0007,\u009b2J.png,\u001b[8mWhite\n");
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=1", "-cp"));
        words.add(System.getProperty("java.class.path"));
        words.addAll(List.of("org.subtext.cli.Subtext", "cohort", "--attribute", "race\u001b[0m", "--table"));
        words.add(table.toString());
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(2);
        assertThat(said).contains("\\u001b").doesNotContain("\u001b", "\u009b", "\u0007");
    }

    @Test
    void theStreamsOfTheProcessAreNamedInFewPlaces() throws IOException {
        Path sources = Path.of("..").toAbsolutePath().normalize();
        List<String> naming = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().matches(".*src.main.java.*\\.java"))
                    .filter(f -> !f.toString().contains("subtext-bench"))
                    .toList()) {
                if (Files.readString(file).matches("(?s).*\\b(System\\.(out|err)|FileDescriptor\\.(out|err))\\b.*")) {
                    naming.add(String.valueOf(file.getFileName()));
                }
            }
        }
        assertThat(naming)
                .as(
                        "this room, what notices that output is lost, below it, what keeps an assistant's protocol from other words, and two processes of ours, which the program reads")
                .containsExactlyInAnyOrder(
                        "VisibleStream.java",
                        "TerminalProgress.java",
                        "SourcePrinter.java",
                        "NoticedOutput.java",
                        "Surroundings.java",
                        "McpCommand.java",
                        "Worker.java",
                        "Worker.java");
    }
}
