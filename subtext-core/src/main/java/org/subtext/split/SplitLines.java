package org.subtext.split;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.Spelling;
import org.subtext.identities.SpellingPolicy;

/** The lines of a split file as a cohort looks them up: by the id as written, or by spelling where that is said. */
final class SplitLines {
    private final Map<String, Part> written;
    private final Map<String, Part> folded = new HashMap<>();
    private final Set<String> contradicted = new HashSet<>();
    private final boolean bySpelling;

    SplitLines(Map<String, Part> written, SpellingPolicy spellings) {
        this.written = written;
        this.bySpelling = spellings == SpellingPolicy.SAME;
        written.forEach((patient, part) -> {
            String key = Spelling.folded(patient);
            Part before = folded.putIfAbsent(key, part);
            if (before != null && before != part) {
                contradicted.add(key);
            }
        });
    }

    /** The part of a patient of the cohort; null where no line is theirs. */
    @Nullable Part part(String patient) {
        return bySpelling ? folded.get(Spelling.folded(patient)) : written.get(patient);
    }

    /** Whether a line differs from the patient's id by its spelling alone. */
    boolean isSpelledOtherwise(String patient) {
        return folded.containsKey(Spelling.folded(patient));
    }

    /** How many people are in two parts because two spellings of their id are; none unless they are one person's. */
    int contradictions() {
        return bySpelling ? contradicted.size() : 0;
    }
}
