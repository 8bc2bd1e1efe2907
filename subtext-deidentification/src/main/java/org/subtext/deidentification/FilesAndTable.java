package org.subtext.deidentification;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.subtext.deidentification.pseudonyms.Pseudonyms;
import org.subtext.joins.KeyMatch;
import org.subtext.joins.KeySide;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Sentence;
import org.subtext.tables.Column;

/**
 * How many patients of the table have files, and of the files a row: once both hold pseudonyms, nobody can see any more
 * why they do not meet.
 *
 * @param patients of the files, by pseudonym
 * @param ids of the files that were read in this call, as they are written; only their form is told
 */
record FilesAndTable(Set<String> patients, Set<String> ids) {
    FilesAndTable {
        patients = Set.copyOf(patients);
        ids = Set.copyOf(ids);
    }

    /**
     * What is said of the match.
     *
     * @throws InvalidInputException where no patient of the table has a file
     */
    List<String> check(Path table, Column column, Pseudonyms pseudonyms) {
        List<String> written = column.distinct(Integer.MAX_VALUE).stream()
                .filter(id -> !pseudonyms.isNobody(id))
                .toList();
        KeyMatch match = KeyMatch.of(
                KeySide.ofPatients(
                        "the table", written.stream().map(pseudonyms::patient).toList()),
                KeySide.ofPatients("the files", patients),
                KeyMatch.Names.PATIENTS);
        if (match.isNone()) {
            throw new InvalidInputException(none(table, match, written));
        }
        boolean whole = match.leftUnmatched() == 0 && match.rightUnmatched() == 0;
        boolean mostlyLost =
                match.leftUnmatched() > match.leftMatched() || match.rightUnmatched() > match.rightMatched();
        return List.of((whole ? "Table       " : "Warning     ") + match.counts() + "."
                + (mostlyLost && !ids.isEmpty() ? asWritten(written).cause() : ""));
    }

    private KeyMatch asWritten(List<String> written) {
        return KeyMatch.of(
                KeySide.ofPatients("the table", written),
                KeySide.ofPatients("the files", ids),
                KeyMatch.Names.PATIENTS);
    }

    private Sentence none(Path table, KeyMatch match, List<String> written) {
        Sentence found = Sentence.of("None of the " + match.leftUnmatched() + " patients of " + table
                + " is one of the " + match.rightUnmatched() + " patients of the files, so the table was not written:"
                + " under pseudonyms nobody could see why.");
        return (ids.isEmpty() ? found : found.and(asWritten(written).cause()))
                .and(" Write the ids of the table as the files have them and run it again; or, where ids that differ in"
                        + " leading zeros or the like are one patient, run it with ")
                .set(PlanKey.COHORT_IDS_SPELLINGS, "same")
                .and(" into a new folder: ")
                .set(Argument.OUT, "FOLDER")
                .and(".");
    }
}
