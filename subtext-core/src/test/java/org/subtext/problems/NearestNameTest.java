package org.subtext.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void aNameThatOnlyLooksLikeAKnownOneIsSaidLetterByLetter() {
        assertThat(NearestName.hint("se\u0435d", List.of("name", "seed")))
                .isEqualTo(" Did you mean \"seed\"? In \"se\u0435d\", letter 3 is Cyrillic (U+0435).");
        assertThat(NearestName.hint("race", List.of("age", "r\u0430ce")))
                .isEqualTo(" Did you mean \"r\u0430ce\"? In \"r\u0430ce\", letter 2 is Cyrillic (U+0430).");
    }

    @Test
    void aNameOfMostlyForeignLettersFindsTheLatinOne() {
        assertThat(NearestName.hint("\u0441\u043eh\u043er\u0442", List.of("conort", "cohort", "report")))
                .startsWith(" Did you mean \"cohort\"?")
                .contains("letter 1 is Cyrillic (U+0441)", "letter 6 is Cyrillic (U+0442)");
        assertThat(NearestName.hint("\u03a1atient", List.of("patient"))).contains("letter 1 is Greek (U+03A1)");
    }

    @Test
    void namesOfOneAlphabetAreComparedAsEver() {
        assertThat(NearestName.hint("rase", List.of("race"))).isEqualTo(" Did you mean \"race\"?");
        assertThat(NearestName.hint("\u0432\u043e\u0437\u0440\u0430\u0441\u0442", List.of("patient")))
                .isEmpty();
    }
}
