package org.subtext.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public data kept beside the repository; a test that needs it is skipped, with a plain word, where it is absent. */
public final class SharedData {
    private SharedData() {}

    /** A file or folder under {@code shared/}, looked for beside the working directory and every folder above it. */
    public static Path find(String relative) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve(relative);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        Assumptions.abort("shared/" + relative + " is not on this machine");
        throw new IllegalStateException("unreachable: the line above ends the test");
    }
}
