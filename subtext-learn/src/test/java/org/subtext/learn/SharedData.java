package org.subtext.learn;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files beside the repository that only some machines hold; tests that read them are skipped elsewhere. */
public final class SharedData {
    private SharedData() {}

    /**
     * The file below {@code ../shared}, seen from the repository's root, or an aborted test that says what is missing.
     */
    public static Path require(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path found = folder.resolve("shared").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
            folder = folder.getParent();
        }
        return Assumptions.abort("../shared/" + name + " is not on this machine");
    }
}
