package org.subtext.archive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What another program says of a file. A test that needs it is skipped where it is not installed. */
record InstalledProgram(int exit, String said) {
    static InstalledProgram run(String debianPackage, String... command) throws Exception {
        Assumptions.assumeTrue(
                Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                        .anyMatch(one -> Files.isExecutable(Path.of(one, command[0]))),
                command[0] + " is not installed (Debian: " + debianPackage + ")");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new InstalledProgram(process.waitFor(), said);
    }
}
