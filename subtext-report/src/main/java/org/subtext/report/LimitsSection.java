package org.subtext.report;

import java.util.ArrayList;
import java.util.List;
import org.subtext.predictions.ExperimentName;
import org.subtext.recognition.ModelCard;
import org.subtext.report.charts.Markup;

/** What the report cannot say, and what nobody may do with it. */
final class LimitsSection {
    private LimitsSection() {}

    static void write(Page page, ReportContent content) {
        page.section("limits", "Limits and misuse");
        page.add(Markup.tag("p").with("class", "must-not").add(Markup.text("b", ModelCard.MUST_NOT)));
        page.list(of(content));
    }

    /** A sentence each. */
    static List<String> of(ReportContent content) {
        String attribute = content.assessment().attribute();
        List<String> limits = new ArrayList<>();
        limits.add("The recorded " + attribute + " is what the source wrote down. It was not adjudicated, and nothing"
                + " here says what it is for any person.");
        limits.add("That images reveal a recorded attribute does not say by what route: the anatomy, the acquisition,"
                + " the site or the mix of diseases may all carry it.");
        limits.add("It does not say that a group is harmed, nor that a model for another task uses the attribute. Each"
                + " of these claims needs evidence of its own.");
        limits.add("No evidence is a statement about this recogniser, these images and this margin; another recogniser"
                + " or more patients may find what this one did not.");
        if (content.assessment().experiments().stream()
                .noneMatch(e -> e.experiment() instanceof ExperimentName.External)) {
            limits.add(
                    "Nothing was tested on patients of another source, so nothing is known of how far this carries.");
        }
        if (content.plantedTruth() != null) {
            limits.add("The images are phantoms made by a program. Nothing here is a finding about patients.");
        }
        return limits;
    }
}
