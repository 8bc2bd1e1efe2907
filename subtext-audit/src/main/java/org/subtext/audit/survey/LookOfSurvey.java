package org.subtext.audit.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.subtext.audit.RunJson;
import org.subtext.looks.Look;
import org.subtext.looks.LookLedger;
import org.subtext.looks.LookedAt;
import org.subtext.problems.Argument;
import org.subtext.provenance.ContentHash;
import org.subtext.survey.SurveyResult;
import org.subtext.survey.SurveyedColumn;

/** The look of a survey: one in the ledger beside its folder, with all columns that it ranked. */
final class LookOfSurvey {
    private static final String RULE = "survey 1";

    private final LookLedger ledger;
    private final LookLedger.Begun begun;

    private LookOfSurvey(LookLedger ledger, LookLedger.Begun begun) {
        this.ledger = ledger;
        this.begun = begun;
    }

    /** Notes that all patients are about to be looked at. */
    static LookOfSurvey begin(Path folder, SurveyPlan plan, SurveyedImages images, List<SurveyedColumn> columns)
            throws IOException {
        Path runs = folder.toAbsolutePath().normalize().getParent();
        LookLedger ledger = LookLedger.in(runs == null ? Path.of("") : runs, Argument.OUT);
        List<String> names = columns.stream().map(SurveyedColumn::name).toList();
        Path features = plan.features();
        String others =
                features == null ? "" : " " + ContentHash.ofFile(features).hex();
        Look.Asked asked = new Look.Asked(
                String.valueOf(folder.getFileName()),
                ContentHash.ofText(RunJson.text(names) + plan.seed() + " " + plan.side() + others)
                        .hex(),
                names.size() + " columns");
        LookedAt who = LookedAt.of(images.images().stream()
                .map(image -> new LookedAt.Row(image.patient(), image.id(), "surveyed"))
                .toList());
        return new LookOfSurvey(ledger, ledger.begin(asked, who));
    }

    /** Notes the ranking, which may be shown from now on. */
    void answered(SurveyResult result) {
        List<Look.Surveyed> ranked = result.ranked().stream()
                .map(one -> new Look.Surveyed(one.column(), one.fromImages().shown()))
                .toList();
        Look.Answer answer = new Look.Answer(
                RULE, null, ContentHash.ofText(RunJson.text(result)).hex(), null, ranked);
        ledger.answer(begun, answer, List.of());
    }
}
