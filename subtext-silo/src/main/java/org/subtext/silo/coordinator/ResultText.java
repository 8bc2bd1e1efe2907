package org.subtext.silo.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.ScopeFigures;
import org.subtext.silo.sums.SiteFigures;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.sites.BetweenSites;
import org.subtext.statistics.sites.RandomEffects;

/** The result of a plan in plain text, as the coordinator and every site read it. */
final class ResultText {
    private ResultText() {}

    static String of(SiloPlan plan, SummedAudit audit) {
        List<String> lines = new ArrayList<>();
        lines.add("Plan " + plan.name() + ", " + plan.hash().abbreviated() + ": "
                + plan.asked().question());
        lines.add("Scores for \"" + audit.terms().positive() + "\" against "
                + audit.terms().against() + ", " + audit.sites() + " of "
                + plan.parties().sites().size() + " sites, 95 % intervals by patients.");
        for (ScopeFigures scope : audit.scopes()) {
            lines.add("");
            lines.addAll(scope(scope));
        }
        if (!audit.own().isEmpty()) {
            lines.add("");
            lines.add("Sites alone");
            audit.own().forEach(site -> lines.add("  " + site(site)));
            lines.add("  AUC of a site like these: " + joined(audit));
            audit.outsidePrediction()
                    .forEach(site -> lines.add("  " + site + " lies outside where the next site is expected"));
        }
        if (!audit.gaps().isEmpty()) {
            lines.add("");
            lines.add("Gaps of rates at " + audit.terms().threshold());
            audit.gaps()
                    .forEach(gap -> lines.add(
                            "  " + gap.rate().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + gap.group()
                                    + " less " + gap.reference() + ": " + text(gap.gap())));
        }
        lines.add("");
        lines.add(
                "AUC within sites is the one to read first: which site an image is from may tell its class by itself.");
        lines.add("A mean of the sites' AUCs is not given: it has no population that it is about.");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> scope(ScopeFigures scope) {
        List<String> lines = new ArrayList<>();
        lines.add(capital(scope.name())
                + String.format(
                        Locale.ROOT,
                        ": %,d patients, %,d images of the class and %,d of others",
                        scope.patients(),
                        scope.positives(),
                        scope.negatives()));
        if (scope.sitesWithheld() > 0) {
            lines.add("  sites with too few patients, who are not among these: " + scope.sitesWithheld());
        }
        if (scope.closed().isPresent()) {
            lines.add("  nothing more is told: " + scope.closed().get());
            return lines;
        }
        lines.add("  AUC within sites   " + text(scope.within()));
        lines.add("  AUC of all images  " + text(scope.pooled())
                + scope.bounds()
                        .map(bounds -> String.format(
                                Locale.ROOT, ", for certain between %.4f and %.4f", bounds.lower(), bounds.upper()))
                        .orElse(""));
        scope.rates()
                .forEach(rate -> lines.add("  "
                        + rate.rate().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "  " + text(rate.share())));
        if (scope.meanAge().isDefined()) {
            lines.add("  mean age  " + text(scope.meanAge()) + ", standard deviation " + text(scope.ageDeviation()));
        }
        return lines;
    }

    private static String site(SiteFigures site) {
        boolean isAlarm = site.scores().isAlarm() || site.ages().isAlarm();
        return site.site() + ": AUC " + text(site.interval(SummedAudit.LEVEL))
                + (isAlarm ? "; its scores or ages differ from the others'" : "");
    }

    private static String joined(SummedAudit audit) {
        Optional<RandomEffects> effects = audit.joined(BetweenSites.REML);
        if (effects.isEmpty()) {
            return "not given, " + audit.whyNotJoined().orElse("");
        }
        RandomEffects known = effects.get();
        String few = known.sites() < RandomEffects.FEWEST_FOR_HETEROGENEITY
                ? "; with fewer than 5 sites nothing is said of differences between them"
                : "";
        return String.format(
                        Locale.ROOT,
                        "%.3f (%.3f to %.3f, random effects)",
                        known.value(),
                        known.interval(SummedAudit.LEVEL).lower(),
                        known.interval(SummedAudit.LEVEL).upper())
                + few;
    }

    private static String text(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            return String.format(
                    Locale.ROOT,
                    "%.3f (%.3f to %.3f)",
                    known.value(),
                    known.interval().lower(),
                    known.interval().upper());
        }
        return estimate instanceof Estimate.Undefined undefined
                ? "not given, " + undefined.reason()
                : String.format(Locale.ROOT, "%.3f", estimate.valueOr(0));
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
