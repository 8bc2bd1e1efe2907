package org.subtext.audit.answers;

import java.util.List;
import java.util.OptionalInt;
import org.subtext.audit.answers.Collected.Names;
import org.subtext.audit.answers.Collected.Reading;
import org.subtext.cohort.SmallestGroups;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.SmallCells;
import org.subtext.survey.SurveyResult;
import org.subtext.survey.SurveyResult.Column;
import org.subtext.survey.SurveyResult.Found;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;
import org.subtext.wording.PValueText;

/** Figures of a survey, as its page tells them. */
final class SurveyFigures {
    private static final Names NONE = new Names();

    private final Collected into;
    private final SurveyResult result;
    private final StoredFile file;

    private SurveyFigures(Collected into, SurveyResult result, StoredFile file) {
        this.into = into;
        this.result = result;
        this.file = file;
    }

    static void collect(Collected into, SurveyResult result, StoredFile file) {
        new SurveyFigures(into, result, file).collect();
    }

    private void collect() {
        List<String> told = result.ranked().stream()
                .filter(one -> one.fromImages().shown())
                .map(one -> into.labels().of(Slot.COLUMN, one.column()))
                .toList();
        String of = Digits.counted(result.ranked().size(), "column", "columns");
        into.words(
                Topic.SURVEY,
                NONE,
                told.isEmpty()
                        ? "No column of " + of + " is shown to be told by the images."
                        : told.size() + " of " + of + (told.size() == 1 ? " is" : " are") + " told by the images: "
                                + Lists.and(told) + ".",
                file,
                "/ranked");
        into.count(Topic.PATIENTS, NONE, OptionalInt.of(result.patients()), "patient", "patients", file, "/patients");
        into.count(Topic.IMAGES, NONE, OptionalInt.of(result.images()), "image", "images", file, "/images");
        for (int i = 0; i < result.ranked().size(); i++) {
            column(result.ranked().get(i), "/ranked/" + i);
        }
        for (int i = 0; i < result.leftOut().size(); i++) {
            var one = result.leftOut().get(i);
            into.words(Topic.EXCLUDED, Names.of(Slot.ITEM, one.column()), one.why(), file, "/left_out/" + i);
        }
    }

    private void column(Column one, String at) {
        Names names = Names.of(Slot.COLUMN, one.column());
        found(Topic.COLUMN_AUC, names, one.fromImages(), at + "/from_images");
        double p = one.fromImages().adjustedP();
        into.number(Topic.COLUMN_P, names, p, "p", "p " + PValueText.relation(p), file, at + "/from_images/adjusted_p");
        SmallCells cells =
                SmallCells.ofGroups(List.of(one.patients(), result.patients() - one.patients()), SmallestGroups.TOLD);
        into.count(
                Topic.COLUMN_PATIENTS,
                names,
                cells.isHidden(0, 0) ? OptionalInt.empty() : OptionalInt.of(one.patients()),
                "patient",
                "patients",
                file,
                at + "/patients");
        Found association = one.association();
        if (association != null) {
            found(Topic.COLUMN_ASSOCIATION, names, association, at + "/association");
        }
    }

    private void found(Topic topic, Names names, Found found, String at) {
        into.estimate(
                topic,
                names,
                found.auc(),
                null,
                new Reading("AUC", NumberText.withInterval(found.auc()), 3),
                file,
                at + "/auc");
    }
}
