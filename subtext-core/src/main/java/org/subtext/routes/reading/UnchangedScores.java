package org.subtext.routes.reading;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Setting;

/** The audit's own predictions, from which every setting takes those of its own images to be compared with. */
final class UnchangedScores {
    private final PredictionTable table;
    private final Map<String, PredictionRow> rows = new LinkedHashMap<>();

    /** @param table at image level */
    UnchangedScores(PredictionTable table) {
        this.table = table;
        table.rows().forEach(row -> rows.put(imageOf(row), row));
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
            Set<String> known = new HashSet<>();
            table.rows().forEach(row -> known.add(idOf(row, scores.unit())));
            return known.containsAll(ids(scores))
                    ? Optional.empty()
                    : Optional.of("some of its cases have no score on unchanged images");
        }
        boolean isSame = setting.mode() == Mode.SUBSET;
        for (PredictionRow row : scores.rows()) {
            PredictionRow before = rows.get(imageOf(row));
            if (before == null) {
                return Optional.of("some of its images have no score on unchanged images");
            }
            if (!before.truth().equals(row.truth())) {
                return Optional.of("its classes are not the recorded ones");
            }
            isSame &= before.scores().equals(row.scores());
        }
        return isSame ? Optional.of("these are the unchanged scores of a part of the images") : Optional.empty();
    }

    /** The unchanged rows of the setting's cases, at image level. */
    PredictionTable of(PredictionTable scores) {
        if (scores.unit() == Unit.IMAGE) {
            Set<String> wanted =
                    scores.rows().stream().map(UnchangedScores::imageOf).collect(Collectors.toSet());
            return wanted.size() == rows.size() ? table : table.where(row -> wanted.contains(imageOf(row)));
        }
        Set<String> wanted = ids(scores);
        return table.where(row -> wanted.contains(idOf(row, scores.unit())));
    }

    private static Set<String> ids(PredictionTable coarse) {
        return coarse.rows().stream().map(PredictionRow::image).collect(Collectors.toSet());
    }

    private static String imageOf(PredictionRow row) {
        return row.patient() + '\n' + row.image();
    }

    private static String idOf(PredictionRow row, Unit unit) {
        return unit == Unit.PATIENT ? row.patient() : row.study();
    }
}
