package org.subtext.silo.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.report.ForestChart;
import org.subtext.report.ForestChart.Line;
import org.subtext.report.HtmlDocument;
import org.subtext.report.Page;
import org.subtext.report.Table;
import org.subtext.report.charts.NumberText;
import org.subtext.silo.report.SitesContent.Left;
import org.subtext.silo.report.SitesContent.PooledRows;
import org.subtext.silo.sums.ScopeFigures;
import org.subtext.silo.sums.SiteFigures;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.statistics.sites.SummedCalibration;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Lists;

/** The page of an audit across sites. */
public final class SitesPage {
    private static final String NOT_TOLD = "not told";
    private static final int DECIMALS = 3;

    private final SitesContent content;
    private final SummedAudit audit;
    private final SitesSentences sentences;
    private final SitesTold told;
    private final Page page = new Page();

    private SitesPage(SitesContent content) {
        this.content = content;
        this.audit = content.audit();
        this.sentences = new SitesSentences(content);
        this.told = new SitesTold(audit);
    }

    /** The whole document. */
    public static String render(SitesContent content) {
        return new SitesPage(content).document();
    }

    private String document() {
        together();
        alone();
        if (audit.terms().hasGroups()) {
            groups();
        }
        if (!audit.everyone().rates().isEmpty()) {
            rates();
        }
        calibration();
        content.pooled().ifPresent(this::pooled);
        whoIsTold();
        whatLeft();
        page.section("limits", "What this does not say");
        page.list(sentences.limits());
        methods();
        return new HtmlDocument(
                        "Across sites",
                        content.question(),
                        "Subtext " + content.software() + ", asked by " + content.asker() + " of "
                                + Digits.counted(content.sites().size(), "site", "sites"),
                        false)
                .of(page);
    }

    private void together() {
        page.section("together", "What the sites say together");
        page.paragraph(content.question());
        page.paragraph(sentences.answer());
        page.figure(
                ForestChart.draw("AUC of each site and of all together", "AUC", "patients", 0.5, forest()),
                "AUC of each site by its own figures, and of all in three readings, with "
                        + NumberText.level(SummedAudit.LEVEL)
                        + " intervals by patient. Dashed: one half, by chance alone.");
        Table readings = new Table(
                "Three AUCs are the answers to three questions.", List.of("Reading", "AUC", "Answers"), Set.of(2));
        ScopeFigures everyone = audit.everyone();
        readings.row(
                "Within sites",
                cell(everyone.auc().within()),
                "how well images of one site are told apart, whatever differs between sites; read this first");
        readings.row(
                "Pooled",
                cell(everyone.auc().pooled()),
                "how well images are told apart wherever they come from, site against site too");
        readings.row("Random effects", cell(sentences.joined()), "what to expect of a site like these");
        if (everyone.auc().drawn().isDefined()) {
            readings.row(
                    "Pooled, by draws",
                    cell(everyone.auc().drawn()),
                    "the pooled one again, patients resampled within site");
        }
        page.table(readings);
        sentences.certain().ifPresent(page::small);
        page.paragraph(sentences.heterogeneity());
        if (!sentences.notes().isEmpty()) {
            page.list(sentences.notes());
        }
    }

    private List<Line> forest() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.heading("Each site alone"));
        for (SiteFigures site : audit.own()) {
            lines.add(
                    site.auc().isDefined()
                            ? Line.of(site.site(), patients(site), site.interval(SummedAudit.LEVEL))
                            : Line.notTold(site.site()));
        }
        lines.add(Line.heading("All together"));
        lines.add(Line.of("Within sites", "", audit.everyone().auc().within()));
        lines.add(Line.of("Pooled", "", audit.everyone().auc().pooled()));
        lines.add(Line.of("Random effects", "", sentences.joined()));
        return lines;
    }

    private static String patients(SiteFigures site) {
        return Digits.count(site.patientsWithPositives()) + " + " + Digits.count(site.patientsWithNegatives());
    }

    private void alone() {
        page.section("alone", "What each site alone would have said");
        Table table = new Table(
                "Each site by its own figures, to four digits; patients with images of the class and of another class."
                        + " The population stability index says how far a site's scores and ages lie from those of the"
                        + " other sites; from 0.2 on, and beyond chance, it is an alarm.",
                List.of("Site", "Class", "Another", "AUC", "Scores", "Ages"));
        for (SiteFigures site : audit.own()) {
            boolean isTold = site.auc().isDefined();
            table.row(
                    site.site(),
                    isTold ? Digits.count(site.patientsWithPositives()) : NOT_TOLD,
                    isTold ? Digits.count(site.patientsWithNegatives()) : NOT_TOLD,
                    isTold ? SitesSentences.own(site) : NOT_TOLD,
                    drift(site.scores()),
                    drift(site.ages()));
        }
        if (table.isEmpty()) {
            page.paragraph("The plan does not ask sites for figures of their own.");
        } else {
            page.table(table);
        }
    }

    private static String drift(SiteFigures.Distance distance) {
        if (!distance.isTold()) {
            return NOT_TOLD;
        }
        return Digits.fixed(distance.stability(), 2) + (distance.isAlarm() ? " (alarm)" : "");
    }

    private void groups() {
        page.section("groups", "Groups");
        Table aucs = new Table(
                "Images and AUC by group, over all sites together.",
                List.of("Group", "Class", "Another", "AUC within sites", "AUC pooled"));
        for (ScopeFigures scope : audit.scopes()) {
            aucs.row(
                    scope.name(),
                    Digits.count(scope.counts().positives()),
                    Digits.count(scope.counts().negatives()),
                    cell(scope.auc().within()),
                    cell(scope.auc().pooled()));
        }
        page.table(aucs);
    }

    private void rates() {
        page.section("rates", "Acting on scores");
        Table rates = new Table(
                "Rates where images are called from a score of "
                        + Digits.exact(audit.terms().threshold()) + " on, with "
                        + NumberText.level(SummedAudit.LEVEL) + " intervals by patient."
                        + (told.hidesAnything()
                                ? " Not told: what would give away fewer than "
                                        + audit.terms().limit() + " images."
                                : ""),
                List.of("Group", "Sensitivity", "False positives", "Right among called", "Called"));
        for (ScopeFigures scope : audit.scopes()) {
            rates.row(
                    scope.name(),
                    rate(scope, Rate.TRUE_POSITIVE),
                    rate(scope, Rate.FALSE_POSITIVE),
                    rate(scope, Rate.POSITIVE_PREDICTIVE_VALUE),
                    rate(scope, Rate.SELECTION));
        }
        page.table(rates);
        Table gaps = new Table(
                "Gaps of these rates between groups, intervals each by itself.",
                List.of("Rate", "Group", "Less", "Gap"),
                Set.of(1, 2));
        for (SummedAudit.Gap gap : audit.gaps()) {
            gaps.row(
                    name(gap.rate()),
                    gap.group(),
                    gap.reference(),
                    told.isTold(gap) ? difference(gap.gap()) : NOT_TOLD);
        }
        if (!gaps.isEmpty()) {
            page.table(gaps);
        }
    }

    static String name(Rate rate) {
        if (rate == Rate.TRUE_POSITIVE) {
            return "Sensitivity";
        }
        if (rate == Rate.FALSE_POSITIVE) {
            return "False positives";
        }
        return rate == Rate.SELECTION ? "Called" : "Right among called";
    }

    private String rate(ScopeFigures scope, Rate rate) {
        return told.rate(scope, rate).map(figure -> cell(figure.share())).orElse(NOT_TOLD);
    }

    private static String difference(Estimate gap) {
        return gap instanceof Estimate.Known known
                ? IntervalText.ofDifference(
                        known.value(),
                        known.interval().lower(),
                        known.interval().upper(),
                        2)
                : NOT_TOLD;
    }

    private void calibration() {
        Optional<SummedCalibration> calibration = audit.everyone().calibration();
        if (calibration.isEmpty()) {
            return;
        }
        page.section("calibration", "Whether scores are probabilities");
        Table table = new Table(
                "Over the images of all sites: mean distance of score and truth in tenths of the score, Brier score, and"
                        + " the mean score less the share of the class.",
                List.of("Group", "Calibration error", "Brier score", "Too high by"));
        for (ScopeFigures scope : audit.scopes()) {
            scope.calibration()
                    .ifPresent(sums -> table.row(
                            scope.name(),
                            value(sums.error()),
                            value(sums.brier()),
                            sums.inTheLarge().isDefined()
                                    ? Digits.signed(sums.inTheLarge().valueOr(0), DECIMALS)
                                    : NOT_TOLD));
        }
        page.table(table);
    }

    private static String value(Estimate estimate) {
        return estimate.isDefined() ? Digits.fixed(estimate.valueOr(0), DECIMALS) : NOT_TOLD;
    }

    private void pooled(PooledRows rows) {
        page.section("pooled", "What rows in one place would have said");
        page.paragraph("This is a demonstration, in which somebody may lay the rows side by side.");
        ScopeFigures everyone = audit.everyone();
        Table table = new Table("Sums beside the rows that they are of.", List.of("", "Sums", "Rows"));
        table.row("Images of the class", Digits.count(everyone.counts().positives()), Digits.count(rows.positives()));
        table.row(
                "Images of another class", Digits.count(everyone.counts().negatives()), Digits.count(rows.negatives()));
        table.row("AUC within sites", cell(everyone.auc().within()), cell(rows.within()));
        table.row("AUC pooled", cell(everyone.auc().pooled()), cell(rows.auc()));
        page.table(table);
    }

    private void whoIsTold() {
        page.section("who", "Who is told of");
        ScopeFigures everyone = audit.everyone();
        page.paragraph(Digits.count(everyone.counts().withPositives()) + " patients with an image of "
                + audit.terms().positive() + " and "
                + Digits.count(everyone.counts().withNegatives())
                + " with one of " + Lists.and(audit.terms().against())
                + "; who has both is among both. How many have both is not told.");
        if (everyone.meanAge().isDefined() && everyone.ageDeviation().isDefined()) {
            page.paragraph(
                    "Their mean age is " + Digits.fixed(everyone.meanAge().valueOr(0), 1)
                            + " years, with a standard deviation of "
                            + Digits.fixed(everyone.ageDeviation().valueOr(0), 1)
                            + ". The youngest and the oldest are not told.");
        }
        if (!audit.leftOut().isEmpty()) {
            Table table = new Table(
                    "Patients left out, at the " + Digits.counted(audit.sitesTellingLeftOut(), "site", "sites")
                            + " that can tell it: where a reason has fewer than "
                            + audit.terms().limit() + " patients, a site tells of none.",
                    List.of("Reason", "Patients"));
            audit.leftOut().forEach((reason, count) -> table.row(reason, Digits.count(count)));
            page.table(table);
        }
    }

    private void whatLeft() {
        page.section("left", "What left each house");
        Table table = new Table(
                "Whole numbers of 64 bits that left each house, without the envelopes that they travelled in. Masked: nobody"
                        + " could open them alone, only the sum over sites. Own: a site's figures of itself, sealed to the"
                        + " coordinator.",
                List.of("Asked for", "Numbers", "Bytes", "Form", "Houses"),
                Set.of(3, 4));
        content.left().stream()
                .collect(Collectors.groupingBy(
                        left -> new Left("", left.operation(), left.numbers(), left.isMasked()),
                        LinkedHashMap::new,
                        Collectors.mapping(Left::site, Collectors.toList())))
                .forEach((left, sites) -> table.row(
                        left.operation(),
                        Digits.count(left.numbers()),
                        Digits.count(left.bytes()),
                        left.isMasked() ? "masked" : "own",
                        Lists.and(sites)));
        page.table(table);
        Map<String, Long> bytes = content.left().stream()
                .collect(Collectors.groupingBy(Left::site, LinkedHashMap::new, Collectors.summingLong(Left::bytes)));
        page.paragraph("In all: "
                + Lists.and(bytes.entrySet().stream()
                        .map(site -> site.getKey() + " " + Digits.count(site.getValue()) + " bytes")
                        .toList())
                + ". No row, no id, no image.");
    }

    private void methods() {
        page.section("method", "How it was counted");
        page.list(List.of(
                "AUC within sites: pairs of a site's own images, exactly, each pair of one weight; its variance is the sum of"
                        + " the sites' variances, clustered by patient (Obuchowski 1997, doi:10.2307/2533958).",
                "AUC pooled: images by bin of the score, added; its variance is that of pooled rows, from sums of"
                        + " placements that the sites were told by bin.",
                "Random effects: logits of the sites' AUCs, variance between sites by restricted maximum likelihood; of the"
                        + " plain interval and that of Hartung, Knapp, Sidik and Jonkman (doi:10.1002/sim.791) the wider.",
                "Rates: Wilson's interval on rows over the design effect of patients, with Student's t; gaps by MOVER"
                        + " (doi:10.1002/sim.3095).",
                "Nothing is told of fewer than " + audit.terms().limit()
                        + " patients of a class of a group of a site, and no" + " sum is opened of fewer than 3 sites.",
                "Plan " + content.plan() + ". Its numbers lie beside this page, each under a pointer."));
    }

    private static String cell(Estimate estimate) {
        return estimate.isDefined() ? NumberText.cell(estimate) : NOT_TOLD;
    }
}
