package org.subtext.predictions;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Prediction tables of rows, and rows of prediction tables. */
public final class PredictionRows {
    private PredictionRows() {}

    public static PredictionTable table(Unit unit, List<String> classes, List<PredictionRow> rows) {
        PredictionTableBuilder table = new PredictionTableBuilder(classes);
        for (PredictionRow row : rows) {
            table.add(
                    row.experiment(),
                    row.run(),
                    row.split(),
                    row.study(),
                    row.patient(),
                    row.image(),
                    row.truth(),
                    row.scores().stream().mapToDouble(score -> score).toArray());
        }
        return table.build(unit);
    }

    public static List<PredictionRow> of(PredictionTable table) {
        return IntStream.range(0, table.size())
                .mapToObj(row -> new PredictionRow(
                        table.experiment(row),
                        table.run(row),
                        table.split(row),
                        table.study(row),
                        table.patient(row),
                        table.image(row),
                        table.truth(row),
                        IntStream.range(0, table.classes().size())
                                .mapToObj(k -> table.score(k, row))
                                .toList()))
                .toList();
    }

    public static PredictionTable where(PredictionTable table, Predicate<PredictionRow> condition) {
        List<PredictionRow> rows = of(table);
        return table.where(row -> condition.test(rows.get(row)));
    }
}
