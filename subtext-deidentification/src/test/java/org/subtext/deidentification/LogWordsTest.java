package org.subtext.deidentification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.subtext.deidentification.streams.PixelCut;

class LogWordsTest {
    @Test
    void everyWordOfALogHasAMeaningAndNoOtherDoes() {
        List<String> words = Stream.of(
                        Arrays.stream(Outcome.values()).map(Outcome::word),
                        Arrays.stream(BurnedIn.values()).map(BurnedIn::word),
                        Arrays.stream(PixelCut.values()).map(PixelCut::word),
                        Stream.of(ImportLog.NOT_LOOKED_INTO))
                .flatMap(all -> all)
                .toList();

        assertThat(LogWords.ofBuild().meanings().keySet()).containsExactlyElementsOf(words);
    }
}
