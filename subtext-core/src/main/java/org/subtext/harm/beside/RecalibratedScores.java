package org.subtext.harm.beside;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.harm.JudgedRows;
import org.subtext.harm.Roles;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.calibration.RecalibrationMap;
import org.subtext.statistics.groups.Grouping;

/**
 * Judged scores after one recalibration for all groups, each part by a map of the patients who choose for it.
 *
 * @param scores by entry; empty where there is no map
 * @param reason why not; empty where there is
 */
@SuppressWarnings("ArrayRecordComponent") // made once and read at once; nobody compares them
record RecalibratedScores(Optional<double[]> scores, String reason) {
    static RecalibratedScores of(FindingTable table, Roles roles, FindingColumn finding, JudgedRows judged) {
        if (!roles.isDisjoint()) {
            return none("no other patients to fit the map on");
        }
        List<RecalibrationMap> maps = new ArrayList<>();
        for (int part = 0; part < roles.parts(); part++) {
            Optional<RecalibrationMap> map = RecalibrationMap.fit(choosing(table, roles, finding, part));
            if (map.isEmpty()) {
                return none("scores of the patients who choose have no rising map, or are no probabilities");
            }
            maps.add(map.get());
        }
        double[] scores = new double[judged.size()];
        for (int entry = 0; entry < scores.length; entry++) {
            double score = finding.score(judged.row(entry));
            if (!(score >= 0 && score <= 1)) {
                return none("scores lie outside 0 to 1, so they are no probabilities");
            }
            scores[entry] = maps.get(roles.part(judged.row(entry))).of(new double[] {score})[0];
        }
        return new RecalibratedScores(Optional.of(scores), "");
    }

    private static RecalibratedScores none(String reason) {
        return new RecalibratedScores(Optional.empty(), reason);
    }

    private static BinaryScores choosing(FindingTable table, Roles roles, FindingColumn finding, int part) {
        int[] rows = IntStream.range(0, table.rows())
                .filter(row -> roles.chooses(row, part) && finding.takesPart(row))
                .toArray();
        boolean[] truths = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            truths[i] = finding.isPresent(rows[i]);
        }
        return BinaryScores.of(
                IntStream.of(rows).mapToDouble(finding::score).toArray(),
                truths,
                IntStream.of(rows).map(table::patient).toArray(),
                table.patientCount());
    }

    /** Those of one group, in the order of rows. */
    RecalibratedScores of(Grouping groups, String group) {
        int ordinal = groups.ordinal(group);
        return new RecalibratedScores(
                scores.map(all -> IntStream.range(0, all.length)
                        .filter(entry -> groups.of(entry) == ordinal)
                        .mapToDouble(entry -> all[entry])
                        .toArray()),
                reason);
    }
}
