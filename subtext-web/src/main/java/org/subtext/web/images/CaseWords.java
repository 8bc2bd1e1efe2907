package org.subtext.web.images;

import java.util.OptionalDouble;
import org.subtext.web.pages.LongWords;
import org.subtext.wording.Digits;
import org.subtext.wording.VisibleText;

/** A case in words: what is recorded, and the score of that. */
final class CaseWords {
    private static final int DECIMALS = 3;

    private CaseWords() {}

    /** "Recorded White: score 0.812, 0.413 under low-pass 10". */
    static String of(Room room, int index, Room.Chosen chosen) {
        int label = room.cases().recorded(index);
        String before = score(room.cases().score(index, label));
        String words = "Recorded "
                + LongWords.shortened(VisibleText.line(room.cases().classes().get(label))) + ": score " + before;
        if (chosen.setting() == null) {
            return words;
        }
        return words + ", " + score(room.cases().score(index, label, chosen.setting())) + " " + chosen.words();
    }

    static String score(double score) {
        return Digits.fixed(score, DECIMALS);
    }

    static String score(OptionalDouble score) {
        return score.isEmpty() ? "not stored" : score(score.getAsDouble());
    }

    /** With its sign. */
    static String change(double change) {
        return (change < 0 ? "−" : "+") + Digits.fixed(Math.abs(change), DECIMALS);
    }
}
