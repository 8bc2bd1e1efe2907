package org.subtext.silo.site;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.sums.Terms;
import org.subtext.silo.sums.Told;
import org.subtext.silo.talk.RoundAsk;

class AnsweredTest {
    private static final Terms TERMS = Terms.of("black", "white");
    private static final ContentHash ROWS = ContentHash.ofText("rows");

    @TempDir
    private Path folder;

    private static ContentHash model(Told told) {
        return new RoundAsk(2, 1, "scores", Instant.EPOCH, told).model(TERMS);
    }

    @Test
    void aQuestionIsAnsweredUnderOneTelling() throws Exception {
        Answered answered = new Answered(new Lines(folder.resolve("answered.txt")));
        String question = Answered.question("scores", TERMS, ROWS);
        Told honest = Told.of(Map.of("open", new double[] {1}));
        answered.require(question, model(honest));
        answered.note(question, model(honest));
        answered.note(question, model(honest));
        Told junk = honest.and(Told.of(Map.of("junk", new double[] {7})));
        Answered again = new Answered(new Lines(folder.resolve("answered.txt")));
        assertThatThrownBy(() -> again.require(question, model(junk))).hasMessageContaining("solved for");
        assertThatThrownBy(() -> again.note(question, model(junk))).hasMessageContaining("solved for");
        // Another plan with other bins asks the same.
        assertThatThrownBy(() -> again.require(Answered.question("scores", TERMS.withBins(7), ROWS), model(junk)))
                .hasMessageContaining("solved for");
        again.require(Answered.question("scores", TERMS, ContentHash.ofText("other rows")), model(junk));
        again.require(Answered.question("spread", TERMS, ROWS), model(junk));
    }
}
