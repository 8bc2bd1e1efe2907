package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.silo.sums.Terms;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/** A table of how many patients a site left out before, a row a reason; it stays in the house. */
final class LeftOutTable {
    private static final String REASON = "reason";
    private static final String PATIENTS = "patients";

    private LeftOutTable() {}

    /**
     * Patients by the plan's reasons; whoever has no group is counted from the facts.
     *
     * @param file empty where the plan asks for none
     * @param asked reasons of the plan
     * @throws InvalidInputException if the plan asks for what the table does not say, or not so
     */
    static Map<String, Long> read(Optional<Path> file, List<String> asked) throws IOException {
        Set<String> reasons = new TreeSet<>(asked);
        reasons.remove(Terms.NOT_RECORDED);
        if (file.isEmpty()) {
            if (reasons.isEmpty()) {
                return Map.of();
            }
            throw new InvalidInputException("The plan asks how many patients were left out for " + reasons
                    + ", which predictions do not say. Give a table with the columns reason and patients, a row each.");
        }
        Table table = TableReader.read(file.get());
        if (!table.has(REASON) || !table.has(PATIENTS)) {
            throw new InvalidInputException("The table " + file.get() + " has the columns " + table.names()
                    + ". Expected " + REASON + " and " + PATIENTS + ", a row a reason.");
        }
        Map<String, Long> counts = new TreeMap<>();
        Problems problems = new Problems();
        for (int row = 0; row < table.rows(); row++) {
            String reason = table.text(REASON, row);
            String patients = table.text(PATIENTS, row);
            if (!patients.matches("[0-9]{1,9}")) {
                problems.add("Row " + table.rowNumber(row) + " of " + file.get()
                        + " has no number of patients. Expected a whole number from 0.");
            } else if (counts.put(reason, Long.parseLong(patients)) != null) {
                problems.add("Row " + table.rowNumber(row) + " of " + file.get()
                        + " names a reason again. Expected each once.");
            }
        }
        problems.throwIfAny();
        if (!counts.keySet().equals(reasons)) {
            throw new InvalidInputException(
                    "The table " + file.get() + " has the reasons " + counts.keySet() + ", the plan asks for " + reasons
                            + ". Expected the same, to the letter; 0 where nobody was left out.");
        }
        return counts;
    }
}
