package org.subtext.predictions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.subtext.cohort.Flow;
import org.subtext.problems.Remark;

/**
 * Somebody else's scores, made ready for the statistics.
 *
 * @param table one experiment a model, named as the model; every experiment has the same images in the same order
 * @param hasIds whether anything but the number of its row tells a patient
 * @param attributes by column name: one value a row of the first experiment, an empty string where nothing is recorded
 * @param flow who was scored, and who of them was left out
 * @param remarks what was assumed or found, to be shown
 */
public record ScoredTable(
        PredictionTable table, boolean hasIds, Map<String, List<String>> attributes, Flow flow, List<Remark> remarks) {
    public ScoredTable {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        remarks = List.copyOf(remarks);
    }
}
