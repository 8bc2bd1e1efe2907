package org.subtext.identities;

import java.io.IOException;
import java.util.Map;

/** What one id is read as by a rule, where ids are met one by one and not as a column: in the headers of files. */
public final class IdReading {
    /** Ids count as they are written. */
    public static final IdReading AS_WRITTEN = new IdReading(SpellingPolicy.DIFFERENT, Map.of());

    private final SpellingPolicy spellings;
    private final Map<String, String> map;

    private IdReading(SpellingPolicy spellings, Map<String, String> map) {
        this.spellings = spellings;
        this.map = map;
    }

    /**
     * The reading of a rule.
     *
     * @throws org.subtext.problems.InvalidInputException when the rule's table of ids cannot be read
     */
    public static IdReading of(IdRule rule) throws IOException {
        return new IdReading(rule.spellings(), IdMap.read(rule.map()));
    }

    /** Whether an id names nobody: NA, none, anonymous. */
    public boolean isNobody(String id) {
        return NoId.is(map.getOrDefault(id, id));
    }

    /** The patient that the rule's table names, or the id itself, folded where spellings of one id are one person. */
    public String of(String id) {
        String patient = map.getOrDefault(id, id);
        return spellings == SpellingPolicy.SAME ? Spelling.folded(patient) : patient;
    }
}
