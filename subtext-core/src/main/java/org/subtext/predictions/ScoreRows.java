package org.subtext.predictions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.IdRule;
import org.subtext.tables.ConflictPolicy;

/**
 * Which rows of a score table count, and as what.
 *
 * @param recorded by column, words that are values there although they usually say that nothing is recorded
 * @param leaveOut values of the truth whose rows are left out, before or after renaming: an uncertain label, say
 * @param conflicts what is done with patients of several recorded classes; {@link ConflictPolicy#EXCLUDE} by default
 * @param date column of the date, which {@link ConflictPolicy#LATEST} needs
 * @param missing what is done with images that lack a score; {@link MissingScores#REFUSE} by default
 * @param ids how patients are told by their ids; {@link IdRule#ASK} by default
 * @param sheet of the workbook that the scores stand in; null for the first that a person sees
 */
public record ScoreRows(
        Map<String, List<String>> recorded,
        List<String> leaveOut,
        ConflictPolicy conflicts,
        @Nullable String date,
        MissingScores missing,
        IdRule ids,
        @Nullable String sheet) {
    /** All defaults. */
    public static final ScoreRows ALL =
            new ScoreRows(Map.of(), List.of(), ConflictPolicy.EXCLUDE, null, MissingScores.REFUSE, IdRule.ASK, null);

    public ScoreRows {
        Objects.requireNonNull(conflicts, "conflicts");
        Objects.requireNonNull(missing, "missing");
        Objects.requireNonNull(ids, "ids");
        recorded = Collections.unmodifiableMap(new LinkedHashMap<>(recorded));
        leaveOut = List.copyOf(leaveOut);
    }

    public ScoreRows withRecorded(Map<String, List<String>> words) {
        return new ScoreRows(words, leaveOut, conflicts, date, missing, ids, sheet);
    }

    public ScoreRows withLeaveOut(List<String> values) {
        return new ScoreRows(recorded, values, conflicts, date, missing, ids, sheet);
    }

    /** @param dateColumn null where the policy needs none */
    public ScoreRows withConflicts(ConflictPolicy policy, @Nullable String dateColumn) {
        return new ScoreRows(recorded, leaveOut, policy, dateColumn, missing, ids, sheet);
    }

    public ScoreRows withMissing(MissingScores policy) {
        return new ScoreRows(recorded, leaveOut, conflicts, date, policy, ids, sheet);
    }

    public ScoreRows withIds(IdRule rule) {
        return new ScoreRows(recorded, leaveOut, conflicts, date, missing, rule, sheet);
    }

    public ScoreRows withSheet(@Nullable String name) {
        return new ScoreRows(recorded, leaveOut, conflicts, date, missing, ids, name);
    }
}
