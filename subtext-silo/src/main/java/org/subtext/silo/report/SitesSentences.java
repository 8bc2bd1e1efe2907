package org.subtext.silo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.report.charts.NumberText;
import org.subtext.silo.sums.ScopeFigures;
import org.subtext.silo.sums.SiteFigures;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.silo.sums.Sums;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.sites.AucBounds;
import org.subtext.statistics.sites.BetweenSites;
import org.subtext.statistics.sites.RandomEffects;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;

/** What the page and the block of a terminal say alike. */
final class SitesSentences {
    private static final int AUC_DECIMALS = 4;

    private final SitesContent content;
    private final SummedAudit audit;

    SitesSentences(SitesContent content) {
        this.content = content;
        this.audit = content.audit();
    }

    /** The answer, in the reading that counts first. */
    String answer() {
        ScopeFigures everyone = audit.everyone();
        String who =
                Digits.counted(everyone.counts().positives() + everyone.counts().negatives(), "image", "images")
                        + " of " + Digits.counted(audit.sites(), "site", "sites");
        if (!everyone.auc().within().isDefined()) {
            return "Of " + who + " there is no AUC: " + why(everyone.auc().within()) + ".";
        }
        return "Within sites, " + audit.terms().positive() + " is told from "
                + Lists.and(audit.terms().against()) + " with an AUC of "
                + NumberText.withInterval(everyone.auc().within())
                + ", from pairs of images of one site each, among " + who
                + ". No row of any of them left its house.";
    }

    /** The AUC of a site like these, or why there is none. */
    Estimate joined() {
        Optional<RandomEffects> effects = audit.joined(BetweenSites.REML);
        return effects.<Estimate>map(known -> new Estimate.Known(known.value(), known.interval(SummedAudit.LEVEL)))
                .orElseGet(() -> Estimate.undefined(audit.whyNotJoined().orElse("")));
    }

    /** What can be said of how much sites differ. */
    String heterogeneity() {
        Optional<RandomEffects> effects = audit.joined(BetweenSites.REML);
        if (effects.isEmpty()) {
            return "Whether sites differ is not told: " + audit.whyNotJoined().orElse("") + ".";
        }
        if (!(effects.get().prediction(SummedAudit.LEVEL) instanceof Estimate.Known prediction)) {
            return Lists.capitalised(why(effects.get().prediction(SummedAudit.LEVEL))) + ".";
        }
        List<String> outside = audit.outsidePrediction();
        return "Between sites the variance of the logit is "
                + Digits.fixed(effects.get().betweenSites().valueOr(0), 3)
                + "; the AUC of the next site like these is expected from "
                + NumberText.bounds(prediction.interval()) + ". "
                + (outside.isEmpty() ? "No site lies outside that." : "Outside that: " + Lists.and(outside) + ".");
    }

    /** How well bins know the pooled AUC, rounded outwards: what is certain stays so. */
    static String bounds(AucBounds bounds) {
        double unit = Math.pow(10, AUC_DECIMALS);
        return Digits.fixed(Math.floor(bounds.lower() * unit) / unit, AUC_DECIMALS) + " and "
                + Digits.fixed(Math.ceil(bounds.upper() * unit) / unit, AUC_DECIMALS);
    }

    /** What of the pooled AUC is certain. */
    Optional<String> certain() {
        return audit.everyone()
                .auc()
                .bounds()
                .map(bounds ->
                        "Scores were counted in " + Digits.count(audit.terms().bins())
                                + " bins. The AUC of all images in one place lies between " + bounds(bounds)
                                + " for certain: this is no interval of chance.");
    }

    /** What differs between sites that should not, and who is not told of. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> drifting = audit.own().stream()
                .filter(site -> site.scores().isAlarm())
                .map(SiteFigures::site)
                .toList();
        if (!drifting.isEmpty()) {
            notes.add("Scores of " + Lists.and(drifting) + " are spread unlike those of the other sites (population"
                    + " stability index of 0.2 or more, and more than chance): scanners, patients or the way of scoring may"
                    + " differ.");
        }
        List<String> older = audit.own().stream()
                .filter(site -> site.ages().isAlarm())
                .map(SiteFigures::site)
                .toList();
        if (!older.isEmpty()) {
            notes.add("Patients of " + Lists.and(older) + " are of other ages than those of the other sites.");
        }
        long withheld = audit.everyone().counts().sitesWithheld();
        if (withheld > 0) {
            notes.add("Left out, with every image: "
                    + Digits.counted(withheld, "group of a single site", "groups of single sites")
                    + " with fewer than " + audit.terms().limit()
                    + " patients of a class, too few to tell of. They are in no number here.");
        }
        audit.scopes().stream()
                .filter(scope -> scope.closed().isPresent())
                .forEach(scope -> notes.add("Of " + scope.name() + " nothing but counts is told: "
                        + scope.closed().orElse("") + ". They are not among everyone."));
        int silent = content.sites().size() - audit.sites();
        if (silent > 0) {
            notes.add(Digits.counted(silent, "site", "sites") + " of the plan "
                    + (silent == 1 ? "is" : "are")
                    + " in no number here: whether by a no or without an answer is told to"
                    + " nobody else. Who answered did so because it could or would: the others may differ.");
        }
        if (audit.own().size() < Sums.FEWEST_SITES && !audit.own().isEmpty()) {
            notes.add("Too few sites tell of themselves to compare them.");
        }
        return notes;
    }

    /** What numbers of this kind cannot say. */
    List<String> limits() {
        return List.of(
                "A mean of the sites' AUCs is not given: it weighs a site of 30 patients as one of 3,000, and no question"
                        + " has it for its answer.",
                "A patient who was at two sites counts as two: nobody compared ids.",
                "Sites answered for themselves. A site that counts wrongly, or wants to, is not found out by sums.",
                "The pooled AUC also compares an image of one site with one of another, so that it moves where scores or"
                        + " shares of classes differ by site. That is why the AUC within sites comes first.");
    }

    static String why(Estimate estimate) {
        return estimate instanceof Estimate.Undefined undefined ? undefined.reason() : "";
    }

    /** A site's own AUC with its interval: to the digits that it sent, since to round again may end elsewhere. */
    static String own(SiteFigures site) {
        String auc = Digits.fixed(site.auc().valueOr(0), 4);
        return site.interval(SummedAudit.LEVEL) instanceof Estimate.Known known
                ? auc + " (" + Digits.fixed(known.interval().lower(), 3) + "–"
                        + Digits.fixed(known.interval().upper(), 3) + ")"
                : auc;
    }
}
