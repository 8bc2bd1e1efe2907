package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.identities.IdRule;
import org.subtext.identities.SpellingPolicy;
import org.subtext.problems.InvalidInputException;

class IdsOfFilesTest {
    @TempDir
    private Path folder;

    @Test
    void oneIdInTwoSpellingsIsAskedAboutAndNotTold() {
        assertThatThrownBy(() -> IdsOfFiles.requireTelling(Set.of("0012345", "12345", "778"), IdRule.ASK))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 of 3 patient ids of the files is the same as another one")
                .hasMessageContaining("cohort.ids.spellings: same")
                .hasMessageContaining("cohort.ids.spellings: different")
                .hasMessageNotContaining("12345");
    }

    @Test
    void whatWasSaidIsTaken() throws IOException {
        Set<String> ids = Set.of("0012345", "12345", "778");
        Path map = Files.writeString(folder.resolve("ids.csv"), "written,patient\n0012345,12345\n");

        for (IdRule rule : new IdRule[] {
            new IdRule(SpellingPolicy.SAME, null),
            new IdRule(SpellingPolicy.DIFFERENT, null),
            new IdRule(SpellingPolicy.ASK, map)
        }) {
            assertThatCode(() -> IdsOfFiles.requireTelling(ids, rule)).doesNotThrowAnyException();
        }
        assertThatCode(() -> IdsOfFiles.requireTelling(Set.of("1", "2", "NA"), IdRule.ASK))
                .doesNotThrowAnyException();
    }
}
