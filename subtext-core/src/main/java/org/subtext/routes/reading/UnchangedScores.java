package org.subtext.routes.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.subtext.predictions.Coded;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Setting;

/** The audit's own predictions, from which every setting takes those of its own images to be compared with. */
final class UnchangedScores {
    private final PredictionTable table;
    private final Map<String, Integer> rows = new HashMap<>();

    /** @param table at image level */
    UnchangedScores(PredictionTable table) {
        this.table = table;
        for (int row = 0; row < table.size(); row++) {
            rows.put(imageOf(table, row), row);
        }
    }

    PredictionTable table() {
        return table;
    }

    /** Why a setting cannot be compared with unchanged images; empty where it can. */
    Optional<String> obstacle(PredictionTable scores, Setting setting) {
        if (scores == table) {
            return Optional.of("these are the unchanged images");
        }
        if (!scores.classes().equals(table.classes())) {
            return Optional.of("something else than the recorded attribute is asked for");
        }
        if (scores.unit() != Unit.IMAGE) {
            return new HashSet<>(ids(table, scores.unit()).distinct())
                            .containsAll(scores.columns().images().distinct())
                    ? Optional.empty()
                    : Optional.of("some of its cases have no score on unchanged images");
        }
        boolean isSame = setting.mode() == Mode.SUBSET;
        for (int row = 0; row < scores.size(); row++) {
            Integer before = rows.get(imageOf(scores, row));
            if (before == null) {
                return Optional.of("some of its images have no score on unchanged images");
            }
            if (!table.truth(before).equals(scores.truth(row))) {
                return Optional.of("its classes are not the recorded ones");
            }
            for (int k = 0; k < scores.classes().size(); k++) {
                isSame &= Double.compare(table.score(k, before), scores.score(k, row)) == 0;
            }
        }
        return isSame ? Optional.of("these are the unchanged scores of a part of the images") : Optional.empty();
    }

    /** The unchanged rows of the setting's cases, at image level. */
    PredictionTable of(PredictionTable scores) {
        if (scores.unit() == Unit.IMAGE) {
            Set<String> wanted = new HashSet<>();
            for (int row = 0; row < scores.size(); row++) {
                wanted.add(imageOf(scores, row));
            }
            return wanted.size() == rows.size() ? table : table.where(row -> wanted.contains(imageOf(table, row)));
        }
        Set<String> wanted = new HashSet<>(scores.columns().images().distinct());
        Coded<String> ids = ids(table, scores.unit());
        return table.where(row -> wanted.contains(ids.get(row)));
    }

    private static String imageOf(PredictionTable table, int row) {
        return table.patient(row) + '\n' + table.image(row);
    }

    private static Coded<String> ids(PredictionTable table, Unit unit) {
        return unit == Unit.PATIENT
                ? table.columns().patients()
                : table.columns().studies();
    }
}
