package org.subtext.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java that only writes down how it was started. */
class LauncherTest {
    private static final String FEWER_TIERS = "-XX:TieredStopAtLevel=1";
    private static final String PREPARING = "Preparing quick starts";

    @TempDir
    Path folder;

    private Path target;
    private Path jar;

    @BeforeEach
    void install() throws Exception {
        Path launcher = Path.of("..", "subtext");
        assumeTrue(Files.isRegularFile(launcher) && Files.isExecutable(Path.of("/bin/bash")));
        target = Files.createDirectories(folder.resolve("subtext-cli/target"));
        Files.createDirectories(folder.resolve("subtext-cli/src/main"));
        Files.copy(launcher, folder.resolve("subtext"));
        jar = old(Files.writeString(target.resolve("subtext-cli-1.jar"), "jar"));
        old(Files.writeString(target.resolve("classpath"), "library.jar"));
        for (Path pom : List.of(folder.resolve("pom.xml"), folder.resolve("subtext-cli/pom.xml"))) {
            Files.setLastModifiedTime(
                    Files.writeString(pom, ""), FileTime.from(Instant.now().minusSeconds(200)));
        }
        Files.setLastModifiedTime(
                folder.resolve("subtext-cli/src/main"),
                FileTime.from(Instant.now().minusSeconds(200)));
        java("17.0.15+6", true);
    }

    @Test
    void theArchiveIsMadeOnceAndUsedFromThenOn() throws Exception {
        assertThat(started("audit", "plan.yaml")).contains(PREPARING).contains("-XX:SharedArchiveFile=" + archive());
        assertThat(started("audit", "plan.yaml"))
                .doesNotContain(PREPARING)
                .contains("-XX:SharedArchiveFile=" + archive())
                .doesNotContain(FEWER_TIERS);
        assertThat(names(target)).containsExactly("classes-17.0.15+6.jsa", "classpath", "subtext-cli-1.jar");
    }

    @Test
    void aNewBuildGetsANewArchive() throws Exception {
        started("--help");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(started("--help")).contains(PREPARING);
    }

    @Test
    void anotherJavaGetsItsOwn() throws Exception {
        started("--help");
        java("25.0.1+8", true);

        assertThat(started("--help")).contains(PREPARING).contains("classes-25.0.1+8.jsa");
    }

    @Test
    void whereItCannotBeMadeTheProgramStartsWithoutAndDoesNotTryAgain() throws Exception {
        java("17.0.15+6", false);

        assertThat(started("--help"))
                .contains(PREPARING)
                .contains("Subtext --help")
                .doesNotContain("SharedArchive");
        assertThat(started("--help"))
                .doesNotContain(PREPARING)
                .contains("Subtext --help")
                .doesNotContain("SharedArchive");
    }

    @Test
    void whileAnotherProcessMakesItNobodyWaits() throws Exception {
        Files.createFile(archive());

        assertThat(started("--help")).doesNotContain(PREPARING).doesNotContain("SharedArchive");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoMatter() throws Exception {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
        boolean isRoot = Files.isWritable(target);
        try {
            assumeTrue(!isRoot);
            assertThat(started("--help")).doesNotContain(PREPARING).contains("Subtext --help");
        } finally {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aJavaThatDoesNotSayItsVersionStartsWithout() throws Exception {
        Files.delete(folder.resolve("jdk/release"));

        assertThat(started("--help")).doesNotContain(PREPARING).contains("Subtext --help");
        assertThat(names(target)).containsExactly("classpath", "subtext-cli-1.jar");
    }

    @Test
    void onlyScoresOfLargeTablesAskForLargePages() throws Exception {
        Path large = Files.writeString(folder.resolve("large.csv"), "x".repeat(200_001));
        Path pages = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        assumeTrue(Files.isReadable(pages));
        boolean hasThem = !Files.readString(pages).contains("[never]");

        assertThat(started("scores", large.toString()).contains("-XX:+UseTransparentHugePages"))
                .isEqualTo(hasThem);
        assertThat(started("cohort", "--table", large.toString())).doesNotContain("UseTransparentHugePages");
        assertThat(started("--help")).doesNotContain("UseTransparentHugePages");
    }

    @Test
    void onlyWhatIsSoonOverIsCompiledInFewerTiers() throws Exception {
        Path small = Files.writeString(folder.resolve("small.csv"), "x".repeat(100_000));
        Path other = Files.writeString(folder.resolve("other.csv"), "x".repeat(90_000));
        Path large = Files.writeString(folder.resolve("large.csv"), "x".repeat(200_001));

        for (List<String> words : List.of(
                List.<String>of(),
                List.of("--help"),
                List.of("audit", "--help"),
                List.of("help", "scores"),
                List.of("scores", small.toString(), "--truth", "y"),
                List.of("scores", small.toString(), "--join=" + other))) {
            assertThat(started(words.toArray(new String[0])))
                    .as("%s", words)
                    .contains(FEWER_TIERS)
                    .contains("-XX:+UseSerialGC")
                    .doesNotContain("ParallelGC");
        }
        for (List<String> words : List.of(
                List.of("scores", large.toString()),
                List.of("scores", small.toString(), "--join=" + large),
                List.of("scores", small.toString(), other.toString(), "--join", small.toString()),
                List.of("scores", small.toString(), "--replicates", "100000"),
                List.of("scores", small.toString(), "--replicates=100000"),
                List.of("scores", "@" + small),
                List.of("scores", small.toString(), "@" + other),
                List.of("scores", folder.resolve("none.csv").toString()),
                List.of("cohort", "--table", small.toString()),
                List.of("audit", small.toString()))) {
            assertThat(started(words.toArray(new String[0])))
                    .as("%s", words)
                    .doesNotContain(FEWER_TIERS)
                    .contains("-XX:+UseParallelGC");
        }
    }

    @Test
    void reportsAndPagesOfThemAreNotCompiledAsLoopsAre() throws Exception {
        Path small = Files.writeString(folder.resolve("small.csv"), "x");
        Path large = Files.writeString(folder.resolve("large.csv"), "x".repeat(200_001));

        assertThat(started("scores", large.toString())).contains(" -XX:Tier4InvocationThreshold=");
        assertThat(started("explore", "runs")).contains(" -XX:Tier4InvocationThreshold=");
        for (List<String> words : List.of(
                List.of("scores", small.toString()),
                List.of("cohort", "--table", large.toString()),
                List.of("explore", "runs", "--allow-runs"),
                List.of("--help"))) {
            assertThat(started(words.toArray(new String[0]))).as("%s", words).doesNotContain("-XX:Tier4");
        }
    }

    @Test
    void nativeAccessIsGrantedWhereJavaAsksForIt() throws Exception {
        String granted = "--enable-native-access=ALL-UNNAMED";
        assertThat(started("--help")).doesNotContain(granted);
        java("25.0.1+8", true);
        assertThat(started("--help")).contains(granted);
        Files.delete(folder.resolve("jdk/release"));
        assertThat(started("--help")).contains(granted);
    }

    @Test
    void anArchiveThatIsDamagedIsPassedOverInSilence() throws Exception {
        Path damaged = Files.writeString(folder.resolve("damaged.jsa"), "no archive");
        String launcher = Files.readString(folder.resolve("subtext"));
        List<String> options = Stream.of(launcher.substring(launcher.indexOf("(-Xshare:auto") + 1)
                        .split("[ )\n]"))
                .takeWhile(word -> word.startsWith("-X"))
                .map(word -> word.replace("\"$archive\"", damaged.toString()))
                .toList();
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.add("--version");

        assertThat(options).hasSizeGreaterThan(3).contains("-XX:SharedArchiveFile=" + damaged);
        assertThat(said(new ProcessBuilder(words))).doesNotContain("arning").doesNotContain("archive");
    }

    private Path archive() {
        return target.resolve("classes-17.0.15+6.jsa");
    }

    private static Path old(Path file) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
    }

    /** A Java that makes an archive, or cannot, and says how a command is started. */
    private void java(String version, boolean makesArchives) throws IOException {
        Path home = folder.resolve("jdk");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + version + "\"\n");
        Files.writeString(java, """
                #!/bin/bash
                for word in "$@"; do
                    case "$word" in
                        -XX:DumpLoadedClassList=*) echo java/lang/Object >"${word#*=}"; exit 0 ;;
                        -XX:SharedArchiveFile=*/archive) %s ;;
                    esac
                done
                echo "java $*"
                """.formatted(makesArchives ? "echo made >\"${word#*=}\"; exit 0" : "exit 1"));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String started(String... arguments) throws Exception {
        List<String> words =
                new ArrayList<>(List.of("/bin/bash", folder.resolve("subtext").toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(words);
        process.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        process.environment().remove("SUBTEXT_JAVA_OPTS");
        process.environment()
                .put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        return said(process);
    }

    private static String said(ProcessBuilder program) throws Exception {
        Process process = program.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
