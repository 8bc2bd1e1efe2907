package org.subtext.web.images;

import java.util.Optional;
import org.subtext.report.charts.Markup;
import org.subtext.routes.contract.Evidence.Sanity;

/** Maps of importance over the images: only beside what their checks said, and hatched where they failed. */
final class Saliency {
    private Saliency() {}

    static Markup of(Optional<Sanity> sanity) {
        Markup box = Markup.tag("section")
                .with("id", "saliency")
                .with("hidden", "hidden")
                .with("aria-label", "Saliency")
                .add(Markup.text("h2", "Saliency"));
        if (sanity.isEmpty()) {
            return box.add(Markup.text(
                    "p",
                    "No map is shown: the sanity checks of this network's Grad-CAM maps were not run, or by a version that"
                            + " did not note their outcome. Without them a map is a picture and no evidence."));
        }
        boolean passed = sanity.get() == Sanity.PASSED;
        return box.with("data-sanity", passed ? "passed" : "failed")
                .add(Markup.text(
                                "p",
                                passed
                                        ? "This network's Grad-CAM maps passed their sanity checks over patients. A map shows where"
                                                + " this network looks for its own answer on one image, not why."
                                        : "FAILED: this network's Grad-CAM maps do not pass their sanity checks and are no evidence"
                                                + " of where it looks. They are hatched.")
                        .with("class", passed ? "small" : "must-not"))
                .add(Markup.tag("p")
                        .add(Markup.tag("label")
                                .add("Opacity ")
                                .add(Markup.tag("input")
                                        .with("id", "opacity")
                                        .with("type", "range")
                                        .with("min", "0")
                                        .with("max", "1")
                                        .with("step", "0.05")
                                        .with("value", "0.6"))));
    }
}
