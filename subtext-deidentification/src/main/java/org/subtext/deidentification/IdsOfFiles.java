package org.subtext.deidentification;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdFinding;
import org.subtext.identities.IdKind;
import org.subtext.identities.IdRule;
import org.subtext.identities.Identities;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;

/** The patient ids of the files, asked about as those of a table are: pseudonyms hide for good who is who. */
final class IdsOfFiles {
    private static final Set<IdKind> ASKED = EnumSet.of(IdKind.SPELLING, IdKind.PREFIX);

    private IdsOfFiles() {}

    /**
     * Refuses ids that are the same but for how they are written, unless the rule says what they are.
     *
     * @param ids as written; they are counted and not told
     */
    static void requireTelling(Set<String> ids, IdRule rule) throws IOException {
        List<String> written = List.copyOf(new TreeSet<>(ids));
        IdColumn column = new IdColumn("patient id", written.size(), written::get, row -> row);
        int doubtful = Identities.of(column, rule, Evidence.NONE).findings().stream()
                .filter(finding -> finding.refused() && ASKED.contains(finding.kind()))
                .mapToInt(IdFinding::ids)
                .sum();
        if (doubtful > 0) {
            throw new InvalidInputException(Sentence.of(doubtful + " of " + written.size() + " patient ids of the files"
                            + (doubtful == 1 ? " is" : " are") + " the same as another one but for leading zeros,"
                            + " spaces, case or a word for a patient before it, and each got a pseudonym of its own. Say"
                            + " that they are one patient, in a new folder (")
                    .and(Argument.OUT)
                    .and("): ")
                    .set(PlanKey.COHORT_IDS_SPELLINGS, "same")
                    .and("; or different people, to go on in this one: ")
                    .set(PlanKey.COHORT_IDS_SPELLINGS, "different")
                    .and("; or which is which, in a new folder, in a table of ids as written and patients: ")
                    .set(PlanKey.COHORT_IDS_MAP, "FILE")
                    .and("."));
        }
    }
}
