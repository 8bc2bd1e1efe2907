package org.subtext.report.harm.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.report.Audience;
import org.subtext.report.disclosure.ToldShare;
import org.subtext.report.harm.BesideTold;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmMethods;
import org.subtext.report.harm.HarmSentences;
import org.subtext.report.harm.HarmTold;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.calibration.ErrorFloor;
import org.subtext.wording.Digits;
import org.subtext.wording.Lists;
import org.subtext.wording.Percent;

/**
 * A run of harm as the Applied Model Card of the Coalition for Health AI, version {@value #VERSION} of its XML schema.
 *
 * <p>What the run knows is filled in, as far as anybody may be told: what the scores did in each group, the gaps,
 * calibration, how it was computed and what it does not say. All else is {@value #NOT_PROVIDED}, since nobody but the
 * developer or the hospital knows it. A value is JSON: {@code told} is {@code exact}, {@code between} (a count of it is
 * small), {@code hidden} or {@code none}.
 */
public final class ModelCard {
    /** Of the schema. */
    public static final String VERSION = "v0.2";

    /** What stands where a run cannot know. */
    public static final String NOT_PROVIDED = "not provided";

    private static final String NAMESPACE = "https://mc.chai.org/" + VERSION + "/schema.xsd";
    private static final String SOURCES =
            "Zou and Donner 2008, doi:10.1002/sim.3095 (intervals of gaps); Rao and Scott 1992, doi:10.2307/2532311"
                    + " (images of one patient); Phipson and Smyth 2010, doi:10.2202/1544-6115.1585 (permutations).";

    private static final String ONE_BY_ONE = "one by one";
    private static final String TOGETHER = "for all gaps together";
    private static final String USEFULNESS =
            "Higher is better; intervals by patient hold one by one. What the model is worth in use was not measured.";
    private static final String CALIBRATION =
            "The expected calibration error of perfect probabilities is above 0 in few images: an error means something"
                    + " only where it lies above its own floor.";

    private final HarmContent content;
    private final HarmTold told;
    private final BesideTold beside;

    private ModelCard(HarmContent content) {
        this.content = content;
        this.told = HarmTold.of(content, Audience.ANYBODY);
        this.beside = new BesideTold(told);
    }

    /** The whole document. */
    public static String xml(HarmContent content) {
        return new ModelCard(content).card().document(NAMESPACE);
    }

    private Element card() {
        return Element.of(
                "AppliedModelCard",
                Element.of(
                        "BasicInfo",
                        Element.of("ModelName", models()),
                        unknown("ModelDeveloper"),
                        unknown("DeveloperContact")),
                Element.of("ReleaseInfo", all("ReleaseStage", "ReleaseDate", "ReleaseVersion", "GlobalAvailability")),
                Element.of("ModelSummary", Element.of("Summary", summary()), Element.of("Keywords", keywords())),
                Element.of(
                        "UsesAndDirections",
                        all(
                                "IntendedUseAndWorkflow",
                                "PrimaryIntendedUsers",
                                "HowToUse",
                                "TargetedPatientPopulation",
                                "CautionedOutOfScopeSettings")),
                Element.of(
                        "Warnings",
                        Element.of("KnownRisksAndLimitations", sentences(HarmMethods.limits(content))),
                        Element.of("KnownBiasesOrEthicalConsiderations", answer()),
                        unknown("ClinicalRiskLevel")),
                Element.of("TrustIngredients", facts(), transparency()),
                Element.of(
                        "KeyMetrics",
                        metric(
                                "UsefulnessUsabilityEfficacy",
                                hasGroups() ? "Each group's AUC." : "AUC of all patients.",
                                performance(),
                                USEFULNESS),
                        metric("FairnessEquity", goal(), fairness(), answer()),
                        metric(
                                "SafetyReliability",
                                "Calibration of "
                                        + (hasGroups() ? "each group's scores" : "the scores of all patients")
                                        + " as probabilities.",
                                calibration(),
                                CALIBRATION)),
                Element.of("Resources", all("PeerReviewedPublications", "PatientConsentOrDisclosure")),
                Element.of("Bibliography", SOURCES));
    }

    private static Element unknown(String name) {
        return Element.of(name, NOT_PROVIDED);
    }

    private static List<Element> all(String... names) {
        return Stream.of(names).map(ModelCard::unknown).toList();
    }

    private static String sentences(List<String> sentences) {
        return String.join(" ", sentences);
    }

    private String models() {
        List<String> models = content.assessment().findings().stream()
                .map(HarmAssessment.OfFinding::model)
                .filter(model -> !model.isEmpty())
                .distinct()
                .toList();
        return models.isEmpty() ? NOT_PROVIDED : Lists.and(models);
    }

    private List<String> findings() {
        return content.assessment().findings().stream()
                .map(HarmAssessment.OfFinding::finding)
                .distinct()
                .toList();
    }

    private String summary() {
        return "Scores of a diagnostic model for " + Lists.and(findings())
                + ", assessed "
                + (hasGroups()
                        ? "by recorded " + attribute() + " against " + reference()
                        : "along recorded " + attribute() + ", all patients together,")
                + " from a table of scores and recorded truths. Of the model itself the table says nothing.";
    }

    private List<Element> keywords() {
        return Stream.concat(
                        findings().stream(),
                        Stream.of(attribute(), hasGroups() ? "subgroup performance" : "performance by number"))
                .distinct()
                .map(keyword -> Element.of("Keyword", keyword))
                .toList();
    }

    private boolean hasGroups() {
        return content.plan().comparison().hasGroups();
    }

    private String attribute() {
        return content.plan().about();
    }

    private String reference() {
        return content.plan().comparison().reference();
    }

    private String answer() {
        HarmSentences sentences = new HarmSentences(content, told);
        return Lists.capitalised(sentences.answer()) + ". " + sentences(sentences.sentences());
    }

    private static Element facts() {
        return Element.of(
                "AISystemFacts",
                List.of(
                        Element.of("OutcomesAndOutputs", "A score for each finding, called from a threshold on."),
                        unknown("ModelType"),
                        unknown("InputDataSource"),
                        Element.of("OutputAndInputDataTypes", "Output: a number. Input: " + NOT_PROVIDED + "."),
                        unknown("DevelopmentDataCharacterization"),
                        unknown("BiasMitigationApproaches"),
                        unknown("OngoingMaintenance")));
    }

    private static Element transparency() {
        return Element.of("TransparencyInformation", all("FundingSource", "StakeholdersConsulted"));
    }

    private String goal() {
        return (hasGroups()
                        ? "No group of recorded " + attribute() + " served worse than " + reference()
                        : "No difference along recorded " + attribute())
                + ", by more than " + Digits.exact(content.plan().decision().margin(), 2) + " in "
                + Lists.and(content.plan().rates().stream()
                        .map(HarmSentences::words)
                        .toList())
                + ".";
    }

    private Element metric(String name, String goal, List<Element> results, String interpretation) {
        return Element.of(
                name,
                Element.of("MetricGoal", goal),
                Element.of("Results", results.isEmpty() ? List.of(result("none", none())) : results),
                Element.of("Interpretation", interpretation),
                Element.of("TestType", "Retrospective, on recorded truths and stored scores."),
                Element.of("TestingDataDescription", data()),
                Element.of("ValidationProcessAndJustification", sentences(HarmMethods.methods(content))));
    }

    private String data() {
        List<String> groups = content.sizes().groups().stream()
                .map(group -> told.size(group.name())
                        .map(size -> size.name() + ": " + Digits.counted(size.images(), "image", "images") + " of "
                                + Digits.counted(size.patients(), "patient", "patients"))
                        .orElse(group.name() + ": hidden"))
                .toList();
        String sizes = String.join("; ", groups);
        return (hasGroups() ? "By recorded " + attribute() + ": " + sizes : Lists.capitalised(sizes))
                + ". Counts of fewer than 11 are told of nowhere. Where the images are from: " + NOT_PROVIDED + ".";
    }

    private static Element result(String label, String json) {
        return Element.of("MetricResult", Element.of("Label", label), Element.of("ValueJson", json));
    }

    private List<Element> performance() {
        List<Element> results = new ArrayList<>();
        for (HarmAssessment.OfFinding finding : content.assessment().findings()) {
            for (HarmAssessment.OfGroup group : finding.groups()) {
                results.add(result(
                        "AUC of " + finding.title() + ", " + group.group(),
                        told.isAucTold(finding, group)
                                ? exact(group.auc(), interval(group.auc(), ONE_BY_ONE))
                                : hidden("")));
            }
        }
        return results;
    }

    private List<Element> gaps() {
        List<Element> results = new ArrayList<>();
        for (Subgroup one : Subgroup.of(content, told)) {
            String rate =
                    HarmSentences.words(one.rate()) + " of " + one.finding().title() + ", ";
            results.add(result(rate + one.group(), json(one.told(), one.estimate(), n(one) + interval(one))));
            one.gap()
                    .ifPresent(gap -> results.add(result(
                            rate + one.group() + " less " + reference(),
                            json(gap.told(), gap.estimate(), after(gap)))));
        }
        return results;
    }

    private List<Element> fairness() {
        List<Element> results = new ArrayList<>(gaps());
        AlongResults.of(content, told).forEach((label, json) -> results.add(result(label, json)));
        return results;
    }

    private String interval(Subgroup one) {
        return one.isExact() ? interval(one.estimate(), ONE_BY_ONE) : "";
    }

    /** For which statements the interval holds; empty where there is none. */
    private String interval(Estimate estimate, String which) {
        return estimate instanceof Estimate.Known
                ? ", \"interval\": \""
                        + Percent.exact(1 - content.plan().decision().alpha()) + " % " + which + "\""
                : "";
    }

    private static String n(Subgroup one) {
        return one.rows().isPresent() ? ", \"n\": " + one.rows().getAsLong() : "";
    }

    private String after(Subgroup.ToldGap gap) {
        String p = gap.isExact() ? Plain.p(gap.gap().adjustedP()) : null;
        return (gap.isExact() ? interval(gap.estimate(), TOGETHER) : "") + (p == null ? "" : ", \"adjusted_p\": " + p)
                + ", \"verdict\": \"" + gap.gap().verdict().name().toLowerCase(Locale.ROOT) + "\"";
    }

    private List<Element> calibration() {
        List<Element> results = new ArrayList<>();
        for (HarmAssessment.OfFinding finding : content.assessment().findings()) {
            for (BesideGaps.OfGroup group : content.beside()
                    .of(finding.title())
                    .map(BesideGaps.OfFinding::groups)
                    .orElse(List.of())) {
                String floor = group.calibration()
                        .floor()
                        .map(ErrorFloor::value)
                        .map(value -> ", \"floor\": " + Plain.number(value))
                        .orElse("");
                results.add(result(
                        "Expected calibration error of " + finding.title() + ", " + group.group(),
                        beside.isExact(finding, group.group())
                                ? exact(group.calibration().error(), floor)
                                : hidden("")));
            }
        }
        return results;
    }

    private static String json(ToldShare share, Estimate estimate, String more) {
        return switch (share.form()) {
            case EXACT -> exact(estimate, more);
            case BETWEEN ->
                "{\"told\": \"between\", \"at_least\": " + Plain.number(share.lower()) + ", \"at_most\": "
                        + Plain.number(share.upper()) + more + "}";
            case WITHHELD -> hidden(more);
        };
    }

    private static String exact(Estimate estimate, String more) {
        String value = Plain.value(estimate);
        if (value == null) {
            return "{\"told\": \"none\"" + more + "}";
        }
        return "{\"told\": \"exact\", \"value\": " + value + end("lower", Plain.lower(estimate))
                + end("upper", Plain.upper(estimate)) + more + "}";
    }

    private static String end(String name, @Nullable String number) {
        return number == null ? "" : ", \"" + name + "\": " + number;
    }

    private static String hidden(String more) {
        return "{\"told\": \"hidden\"" + more + "}";
    }

    private static String none() {
        return "{\"told\": \"none\"}";
    }
}
