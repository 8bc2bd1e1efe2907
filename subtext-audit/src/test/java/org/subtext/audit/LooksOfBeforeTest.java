package org.subtext.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.looks.EarlierLooks;

class LooksOfBeforeTest {
    /** As runs wrote it on 1 December 2026, before answers were counted that give away what another holds back. */
    @Test
    void whatRunsOfBeforeNotedOfEarlierLooksIsRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("looks.json"),
                "{\"same\": [], \"unanswered\": 0, \"sharing_most\": 2, \"sharing_some\": 0, \"unrecorded\": 0,"
                        + " \"surveys\": [], \"first\": false}");

        EarlierLooks looks = RunJson.read(file, EarlierLooks.class);

        assertThat(looks.sharingMost()).isEqualTo(2);
        assertThat(looks.givingAway()).isZero();
    }
}
