package org.subtext.routes.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.subtext.routes.contract.Recovery.Bound;
import org.subtext.routes.contract.Recovery.Point;
import org.subtext.routes.contract.Recovery.Reader;
import org.subtext.routes.contract.Recovery.Span;
import tools.jackson.databind.json.JsonMapper;

class RuledOutTest {
    private static final Span WIDE = new Span(0.9, 1.6);

    @Test
    void aStrengthThatIsFoundStandsWithItsInterval() {
        Recovery found = linear(1.2, Bound.FOUND_AT, WIDE);
        assertThat(RuledOut.sentences(List.of(found)))
                .containsExactly("A texture of 1.2 % (0.90 to 1.6 %) would have been found by the linear reader, with"
                        + " 80 % power.");
        assertThat(RuledOut.strength(found)).isEqualTo("1.2 %");
        assertThat(RuledOut.interval(found)).contains("0.90 to 1.6 %");
    }

    @Test
    void severalStrengthsThatAreFoundShareASentence() {
        assertThat(RuledOut.sentences(List.of(linear(1.2, Bound.FOUND_AT, null), linear(2.5, Bound.FOUND_AT, null))))
                .containsExactly("A texture of 1.2 % and a texture of 2.5 % would have been found by the linear"
                        + " reader, with 80 % power.");
    }

    @Test
    void theLeastThatWasTriedIsNoExactStrength() {
        Recovery least = linear(0.2, Bound.AT_MOST, new Span(null, 0.28));
        assertThat(RuledOut.sentences(List.of(least)))
                .containsExactly("A texture of 0.2 %, the faintest that was tried, would have been found by the linear"
                        + " reader with at least 80 % power: the strength it takes is at most that (interval up to"
                        + " 0.28 %).");
        assertThat(RuledOut.strength(least)).isEqualTo("at most 0.20 %");
        assertThat(RuledOut.interval(least)).contains("up to 0.28 %");
        Recovery below = linear(0.2, Bound.AT_MOST, null);
        assertThat(RuledOut.interval(below)).isEmpty();
        assertThat(RuledOut.sentences(List.of(below)).get(0))
                .endsWith("is at most that.")
                .doesNotContain("0.0020");
    }

    @Test
    void anEndThatLiesOutsideWhatMayBeTriedIsNoBound() {
        Recovery open = linear(1.2, Bound.FOUND_AT, new Span(null, 2.5));
        assertThat(RuledOut.interval(open)).contains("up to 2.5 %");
        assertThat(RuledOut.sentences(List.of(open)))
                .containsExactly(
                        "A texture of 1.2 % (up to 2.5 %) would have been found by the linear reader, with 80 % power.");
        assertThat(RuledOut.interval(linear(18.0, Bound.FOUND_AT, new Span(9.0, null))))
                .contains("at least 9.0 %");
        assertThat(RuledOut.interval(linear(1.2, Bound.FOUND_AT, new Span(null, null))))
                .contains("without a bound");
        assertThat(RuledOut.interval(linear(0.2, Bound.AT_MOST, new Span(null, null))))
                .contains("without a bound");
    }

    @Test
    void noneIsSaidWithTheGreatestThatWasTried() {
        Recovery none = linear(null, Bound.NONE, null);
        assertThat(RuledOut.sentences(List.of(none)))
                .containsExactly("None up to a texture of 20.0 % would have been found by the linear reader with 80 %"
                        + " power.");
        assertThat(RuledOut.strength(none)).isEqualTo("none up to 20 %");
        assertThat(RuledOut.interval(none)).isEmpty();
    }

    @Test
    void whatTheNetworkMadeOfItIsCountedOverItsDraws() {
        Recovery one = network(1);
        Recovery other = network(0);
        assertThat(RuledOut.sentences(List.of(linear(1.2, Bound.FOUND_AT, null), one, other)))
                .last()
                .isEqualTo("The network, newly trained for a texture of 1.2 %, found it in 1 of 2 draws.");
        assertThat(RuledOut.sentences(List.of(one)))
                .containsExactly("The network, newly trained for a texture of 1.2 %, found it in 1 of 1 draw.");
    }

    @Test
    void theBoundIsHeldInFiles() {
        JsonMapper json = JsonMapper.builder().build();
        Recovery least = linear(0.2, Bound.AT_MOST, new Span(null, 0.28));
        String text = json.writeValueAsString(least);
        assertThat(text).contains("\"bound\":\"AT_MOST\"");
        assertThat(json.readValue(text, Recovery.class)).isEqualTo(least);
    }

    @Test
    void eachReaderHasASentenceOfItsOwn() {
        Recovery bands = by(Reader.BANDS, 0.4, Bound.FOUND_AT, null);
        assertThat(RuledOut.sentences(List.of(linear(1.2, Bound.FOUND_AT, null), bands)))
                .containsExactly(
                        "A texture of 1.2 % would have been found by the linear reader, with 80 % power.",
                        "A texture of 0.4 % would have been found by the linear reader of bands of frequency, with 80 %"
                                + " power.");
    }

    private static Recovery linear(@Nullable Double strength, Bound bound, @Nullable Span interval) {
        return by(Reader.LINEAR, strength, bound, interval);
    }

    private static Recovery by(Reader reader, @Nullable Double strength, Bound bound, @Nullable Span interval) {
        double said = strength == null ? 20 : strength;
        return new Recovery(
                "texture",
                reader,
                "contrast, %",
                strength,
                bound,
                20,
                interval,
                0.8,
                "a texture of " + said + " %",
                new Recovery.Anew(8, 10),
                List.of(new Point(0.2, 0.9), new Point(20, 1)),
                List.of());
    }

    private static Recovery network(int found) {
        return new Recovery(
                "texture",
                Reader.NETWORK,
                "contrast, %",
                1.2,
                Bound.FOUND_AT,
                1.2,
                null,
                0.8,
                "a texture of 1.2 %",
                new Recovery.Anew(found, 1),
                List.of(),
                List.of());
    }
}
