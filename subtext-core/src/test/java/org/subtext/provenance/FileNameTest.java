package org.subtext.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../EVIL",
                "a/b",
                "a\\b",
                "..",
                ".",
                ".hidden",
                "-rf",
                " a",
                "a ",
                "a.",
                "nul",
                "CON.txt",
                "Aux",
                "a\nb",
                "a\u001b[31m",
                "a\u202eb",
                "",
                "  ",
                "a\u0000b"
            })
    void namesThatAreNoOneFilesEverywhereAreRefused(String name) {
        assertThat(FileName.problem(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Site B (2019)", "München", "a.b-c_d", "console", "a..b", "日本"})
    void lawfulNamesStay(String name) {
        assertThat(FileName.problem(name)).isEmpty();
        assertThat(FileName.of(name)).isEqualTo(name);
    }

    @Test
    void whatWindowsDoesNotTakeIsReplacedAndToldApart() {
        assertThat(FileName.problem("Site B: 2019")).isEmpty();
        assertThat(FileName.of("Site B: 2019")).startsWith("Site B_ 2019-").isNotEqualTo(FileName.of("Site B? 2019"));
    }

    @Test
    void namesThatDifferInCapitalsOrCompositionOnlyAreOneFileSomewhere() {
        assertThat(FileName.twin(List.of("Here", "there", "THERE"))).contains("\"there\" and \"THERE\"");
        assertThat(FileName.twin(List.of("e\u0301", "\u00e9"))).isPresent();
        assertThat(FileName.twin(List.of("a", "a"))).contains("\"a\" twice");
        assertThat(FileName.twin(List.of("a", "b"))).isEmpty();
    }
}
