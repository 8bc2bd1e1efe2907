package org.subtext.web.images;

import org.subtext.report.charts.Markup;

/** Maps of importance over the image, and why there are none. */
final class Saliency {
    private Saliency() {}

    static Markup of() {
        return Markup.tag("section")
                .with("id", "saliency")
                .with("hidden", "hidden")
                .with("aria-label", "Saliency")
                .add(Markup.text("h2", "Saliency"))
                .add(Markup.text(
                        "p",
                        "A run keeps means of maps over patients, with their sanity checks: they stand on the page Routes."
                                + " It keeps no map of a single image, and none is made here."));
    }
}
