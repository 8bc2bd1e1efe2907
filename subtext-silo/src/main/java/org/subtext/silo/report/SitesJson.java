package org.subtext.silo.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.subtext.silo.report.SitesContent.Left;
import org.subtext.silo.sums.ScopeFigures;
import org.subtext.silo.sums.ScopeFigures.RateFigure;
import org.subtext.silo.sums.SiteFigures;
import org.subtext.silo.sums.SummedAudit;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.sites.BetweenSites;
import org.subtext.statistics.sites.RandomEffects;
import tools.jackson.databind.json.JsonMapper;

/**
 * The numbers of an audit across sites as JSON: equal bytes for equal content, each number under a pointer (RFC 6901)
 * of its own, for instance {@code /everyone/auc/within/value}.
 *
 * <p>What is not told is not in it: {@code {"undefined": "why"}} stands in its place.
 */
public final class SitesJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SitesJson() {}

    /** The document, ending with a line feed. */
    public static String write(SitesContent content) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document(content)) + "\n";
    }

    private static Map<String, Object> document(SitesContent content) {
        SummedAudit audit = content.audit();
        SitesTold told = new SitesTold(audit);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", 1);
        document.put("question", content.question());
        document.put("asker", content.asker());
        document.put("plan", content.plan());
        document.put("software", content.software());
        document.put("sites_of_the_plan", content.sites());
        document.put("sites_in_sums", audit.sites());
        document.put("terms", audit.terms());
        document.put("everyone", scope(audit.everyone(), told));
        Map<String, Object> groups = new LinkedHashMap<>();
        if (audit.terms().hasGroups()) {
            audit.scopes().stream().skip(1).forEach(group -> groups.put(group.name(), scope(group, told)));
        }
        document.put("groups", groups);
        document.put("gaps", gaps(audit, told));
        document.put("random_effects", joined(audit));
        Map<String, Object> sites = new LinkedHashMap<>();
        audit.own().forEach(site -> sites.put(site.site(), site(site)));
        document.put("sites", sites);
        document.put("left_out", audit.leftOut());
        document.put("sites_telling_left_out", audit.sitesTellingLeftOut());
        document.put(
                "left_the_house", content.left().stream().map(SitesJson::left).toList());
        content.pooled()
                .ifPresent(rows -> document.put(
                        "rows_in_one_place",
                        Map.of("within", estimate(rows.within()), "pooled", estimate(rows.auc()))));
        return document;
    }

    private static Map<String, Object> scope(ScopeFigures scope, SitesTold told) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("counts", scope.counts());
        figures.put("closed", scope.closed().orElse(""));
        Map<String, Object> auc = new LinkedHashMap<>();
        auc.put("within", estimate(scope.auc().within()));
        auc.put("pooled", estimate(scope.auc().pooled()));
        auc.put("drawn", estimate(scope.auc().drawn()));
        scope.auc().bounds().ifPresent(bounds -> auc.put("bounds", bounds));
        figures.put("auc", auc);
        Map<String, Object> rates = new LinkedHashMap<>();
        for (RateFigure rate : scope.rates()) {
            Optional<RateFigure> figure = told.rate(scope, rate.rate());
            rates.put(
                    rate.rate().name().toLowerCase(Locale.ROOT),
                    estimate(figure.map(RateFigure::share)
                            .orElseGet(() -> Estimate.undefined("it would give away a small count"))));
        }
        figures.put("rates", rates);
        scope.calibration().ifPresent(sums -> {
            Map<String, Object> calibration = new LinkedHashMap<>();
            calibration.put("error", estimate(sums.error()));
            calibration.put("brier", estimate(sums.brier()));
            calibration.put("too_high_by", estimate(sums.inTheLarge()));
            figures.put("calibration", calibration);
        });
        figures.put("mean_age", estimate(scope.meanAge()));
        figures.put("age_deviation", estimate(scope.ageDeviation()));
        return figures;
    }

    private static List<Object> gaps(SummedAudit audit, SitesTold told) {
        List<Object> gaps = new ArrayList<>();
        for (SummedAudit.Gap gap : audit.gaps()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("rate", gap.rate().name().toLowerCase(Locale.ROOT));
            one.put("group", gap.group());
            one.put("less", gap.reference());
            one.put(
                    "gap",
                    estimate(told.isTold(gap) ? gap.gap() : Estimate.undefined("it would give away a small count")));
            gaps.add(one);
        }
        return gaps;
    }

    private static Map<String, Object> joined(SummedAudit audit) {
        Map<String, Object> methods = new LinkedHashMap<>();
        for (BetweenSites method :
                List.of(BetweenSites.REML, BetweenSites.DERSIMONIAN_LAIRD, BetweenSites.PAULE_MANDEL)) {
            Map<String, Object> figures = new LinkedHashMap<>();
            Optional<RandomEffects> effects = audit.joined(method);
            if (effects.isEmpty()) {
                figures.put("undefined", audit.whyNotJoined().orElse(""));
            } else {
                RandomEffects known = effects.get();
                figures.put("auc", estimate(new Estimate.Known(known.value(), known.interval(SummedAudit.LEVEL))));
                figures.put("prediction", estimate(known.prediction(SummedAudit.LEVEL)));
                figures.put("tau_squared", estimate(known.betweenSites()));
                figures.put("i_squared", estimate(known.inconsistency()));
            }
            methods.put(method.name().toLowerCase(Locale.ROOT), figures);
        }
        return methods;
    }

    private static Map<String, Object> site(SiteFigures site) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("auc", estimate(site.interval(SummedAudit.LEVEL)));
        if (site.auc().isDefined()) {
            figures.put("patients_with_the_class", site.patientsWithPositives());
            figures.put("patients_with_another_class", site.patientsWithNegatives());
        }
        figures.put("scores", drift(site.scores()));
        figures.put("ages", drift(site.ages()));
        return figures;
    }

    private static Map<String, Object> drift(SiteFigures.Distance distance) {
        Map<String, Object> figures = new LinkedHashMap<>();
        if (!distance.isTold()) {
            figures.put("undefined", "too few to tell");
            return figures;
        }
        figures.put("population_stability_index", distance.stability());
        figures.put("jensen_shannon_nats", distance.divergence());
        figures.put("kolmogorov", distance.kolmogorov());
        figures.put("alarm", distance.isAlarm());
        return figures;
    }

    private static Map<String, Object> left(Left left) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("site", left.site());
        figures.put("operation", left.operation());
        figures.put("numbers", left.numbers());
        figures.put("bytes", left.bytes());
        figures.put("masked", left.isMasked());
        return figures;
    }

    private static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> figures = new LinkedHashMap<>();
        if (estimate instanceof Estimate.Undefined undefined) {
            figures.put("undefined", undefined.reason());
            return figures;
        }
        figures.put("value", estimate.valueOr(0));
        if (estimate instanceof Estimate.Known known) {
            figures.put("lower", known.interval().lower());
            figures.put("upper", known.interval().upper());
            figures.put("level", known.interval().level());
            figures.put("method", known.interval().method());
        }
        return figures;
    }
}
