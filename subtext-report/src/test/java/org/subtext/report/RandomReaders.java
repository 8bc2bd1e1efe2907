package org.subtext.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Assessment.Comparison;
import org.subtext.assessment.ClassAssessment;
import org.subtext.assessment.Ladder;
import org.subtext.assessment.Ladder.Rung;
import org.subtext.assessment.OtherReaders;
import org.subtext.assessment.RungKind;
import org.subtext.assessment.VerdictFindings.Tested;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionRows;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.report.charts.NumberText;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;

/** Readers drawn beside a network, and what of them a shared report must not say. */
final class RandomReaders {
    private static final List<RungKind> KINDS = List.of(RungKind.LINEAR, RungKind.SMALL, RungKind.EMBEDDINGS);

    private RandomReaders() {}

    /** None in a third of the draws, else one to three, weaker or stronger than the one whose scores these are. */
    static OtherReaders beside(List<PredictionRow> network, List<String> classes, SplittableRandom random) {
        int readers = Math.max(0, random.nextInt(6) - 2);
        Map<RungKind, PredictionTable> tables = new EnumMap<>(RungKind.class);
        for (RungKind kind : KINDS.subList(0, readers)) {
            double share = random.nextDouble();
            double sharpness = 1.5 * random.nextDouble();
            List<PredictionRow> rows = network.stream()
                    .map(row -> readBy(kind, row, share, sharpness, classes, random))
                    .toList();
            tables.put(kind, PredictionRows.table(Unit.IMAGE, classes, rows));
        }
        boolean isAnother = readers > 0 && random.nextInt(4) == 0;
        return new OtherReaders(isAnother ? KINDS.get(random.nextInt(readers)) : RungKind.NETWORK, tables);
    }

    private static PredictionRow readBy(
            RungKind kind,
            PredictionRow row,
            double share,
            double sharpness,
            List<String> classes,
            SplittableRandom random) {
        List<Double> scores = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            double own = random.nextDouble() * (classes.get(k).equals(row.truth()) ? 1 + sharpness : 1);
            scores.add(share * row.scores().get(k) + (1 - share) * own);
        }
        double sum = scores.stream().mapToDouble(Double::doubleValue).sum();
        return new PredictionRow(
                new ExperimentName.Model(kind.title()),
                row.run(),
                row.split(),
                row.study(),
                row.patient(),
                row.image(),
                row.truth(),
                scores.stream().map(score -> score / sum).toList());
    }

    /** Numbers of a reader that are said although they are those of a class whose own are withheld in its tables. */
    static List<String> leaks(ReportContent whole, String said) {
        Assessment all = whole.assessment();
        Ladder ladder = all.ladder();
        List<String> hidden = hidden(whole);
        List<String> leaks = new ArrayList<>();
        if (ladder == null || hidden.isEmpty()) {
            return leaks;
        }
        if (hidden.size() < 2) {
            leaks.add("the mean of each reader gives " + hidden + " away");
        }
        boolean isOfTwo = all.classes().size() == 2;
        for (Rung rung : ladder.rungs()) {
            TreeSet<String> secret = new TreeSet<>(forms(rung.auc()));
            if (isOfTwo) {
                secret.add("AUC " + NumberText.value(rung.auc()));
            }
            for (Tested one : rung.findings().tested()) {
                if (one.isMean() || hidden.contains(one.className())) {
                    secret.addAll(forms(one.auc()));
                }
            }
            for (Comparison lead : rung.lead()) {
                if (hidden.contains(lead.className()) && lead.difference() instanceof Estimate.Known known) {
                    secret.add(Digits.signed(known.value(), 3) + " ("
                            + IntervalText.spanning(
                                    known.interval().lower(), known.interval().upper(), 3));
                }
            }
            secret.stream().filter(said::contains).forEach(form -> leaks.add(rung.kind() + ": " + form));
        }
        return leaks;
    }

    /** Classes whose AUC is known and not told. */
    private static List<String> hidden(ReportContent whole) {
        Unit unit = whole.assessment().plan().primaryUnit();
        List<ClassAssessment> all = whole.assessment().primary().level(unit).classes();
        List<ClassAssessment> told = Told.of(whole, Audience.ANYBODY)
                .content()
                .assessment()
                .primary()
                .level(unit)
                .classes();
        List<String> hidden = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            if (all.get(c).auc().isDefined() && !told.get(c).auc().isDefined()) {
                hidden.add(all.get(c).name());
            }
        }
        return hidden;
    }

    /** An AUC with its interval as tables, captions and sentences write it. */
    private static List<String> forms(Estimate auc) {
        return auc instanceof Estimate.Known known
                ? List.of(
                        NumberText.cell(known),
                        NumberText.withInterval(known),
                        IntervalText.around(
                                known.value(),
                                known.interval().level(),
                                known.interval().lower(),
                                known.interval().upper(),
                                3))
                : List.of();
    }
}
