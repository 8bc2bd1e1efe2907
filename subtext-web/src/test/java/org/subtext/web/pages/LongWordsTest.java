package org.subtext.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.subtext.report.charts.Markup;

class LongWordsTest {
    private static final String LONG = "a".repeat(100) + "b".repeat(100);

    @Test
    void aLongWordKeepsItsBeginningAndItsEnd() {
        assertThat(LongWords.shortened("class " + LONG + ", again"))
                .isEqualTo("class " + "a".repeat(60) + "…" + "b".repeat(19) + ", again");
    }

    @Test
    void whatPeopleWriteStays() {
        String words = "word ".repeat(1000) + "f".repeat(64) + " /experiments/0/levels/1/macro_auc";

        assertThat(LongWords.shortened(words)).isEqualTo(words);
    }

    /** Of two units of UTF-16 each: none is torn. */
    @Test
    void lettersBeyondTheFirstPlaneStayWhole() {
        String shown = LongWords.shortened("𝒜".repeat(200));

        assertThat(shown.codePoints().filter(c -> c != '…')).hasSize(80).containsOnly("𝒜".codePointAt(0));
    }

    @Test
    void textsAndWhatIsReadOutAreCutButNoPlanAndNoAddress() {
        Markup page = Markup.tag("div")
                .with("aria-label", LONG)
                .with("data-run", LONG)
                .add(Markup.text("td", LONG))
                .add(Markup.text("pre", LONG));

        String shown = LongWords.shortened(page).toString();

        assertThat(shown.split(LONG, -1)).hasSize(3);
        assertThat(shown).contains("<pre>" + LONG, "data-run=\"" + LONG, "aria-label=\"" + "a".repeat(60) + "…");
    }
}
