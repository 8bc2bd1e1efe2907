package org.subtext.audit.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.compare.Comparison.Compared;
import org.subtext.audit.compare.Comparison.Difference;
import org.subtext.audit.compare.Comparison.NotComparable;
import org.subtext.audit.compare.Comparison.Source;
import org.subtext.cohort.SmallestGroups;
import org.subtext.harm.HarmAnswer;
import org.subtext.harm.HarmAssessment;
import org.subtext.harm.HarmAssessor;
import org.subtext.harm.HarmPlan;
import org.subtext.harm.OperatingPlan;
import org.subtext.harm.Roles;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.beside.BesideGaps;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.harm.models.PairAssessor;
import org.subtext.provenance.ContentHash;
import org.subtext.report.Audience;
import org.subtext.report.charts.NumberText;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmSentences;
import org.subtext.report.harm.HarmTold;
import org.subtext.report.harm.ModelsTold;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.statistics.groups.Outcomes;
import org.subtext.statistics.groups.Rate;
import org.subtext.tables.Wording;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Lists;

/**
 * How much rates and gaps differ between two runs of harm, on the judged images of both, each run at its own
 * thresholds.
 *
 * <p>What a run called is computed again from its table and its thresholds. Of the images that one run alone judged few
 * are told of nowhere: where a group has such, its rates here less those of the run's page would be theirs.
 */
final class HarmComparison {
    private static final int SMALLEST = SmallestGroups.TOLD;
    private static final int DECIMALS = 2;

    private static final String SAME = "both runs called every image alike";
    private static final String NONE = IntervalText.ofDifference(0, 0, 0, DECIMALS);

    private static final String LIMITS =
            "It holds for the images that both runs judged, each run at its own thresholds. It does not say which run is"
                    + " right, nor how either model would do on other patients.";

    private final StoredHarm first;
    private final StoredHarm second;

    private HarmComparison(StoredHarm first, StoredHarm second) {
        this.first = first;
        this.second = second;
    }

    /** @param one folder of a finished run of harm, and so is the other; names are labels */
    static Comparison of(Path one, String nameOfOne, Path other, String nameOfOther) throws IOException {
        Optional<StoredHarm> first = StoredHarm.of(one, nameOfOne);
        Optional<StoredHarm> second = StoredHarm.of(other, nameOfOther);
        if (first.isEmpty() || second.isEmpty()) {
            return new NotComparable(
                    nameOfOne,
                    nameOfOther,
                    "The table of " + (first.isEmpty() ? nameOfOne : nameOfOther)
                            + " is not where it was, or not as it was, and a run of harm holds no image of its own.");
        }
        HarmComparison comparison = new HarmComparison(first.get(), second.get());
        boolean isOneTable = first.get().tables(one).equals(second.get().tables(other));
        return comparison.compare(isOneTable);
    }

    private Comparison compare(boolean isOneTable) throws IOException {
        Optional<String> obstacle = obstacle(isOneTable);
        if (obstacle.isPresent()) {
            return not(obstacle.get());
        }
        boolean byImage = first.namesImages() && second.namesImages()
                || isOneTable && first.namesImages() == second.namesImages();
        CommonImages common;
        try {
            common = CommonImages.of(first, second, titles(), attribute(), byImage);
        } catch (CommonImages.RepeatedImageException e) {
            return not(
                    "In one of them two judged images of a patient have one name, so that nothing says which is which.");
        }
        if (common.patients() < SMALLEST) {
            return not(
                    common.patients() == 0
                            ? "They have no judged patient in common, by the ids in their tables."
                            : "They have fewer than " + SMALLEST + " judged patients in common.");
        }
        if (common.otherGroup() > 0 || common.otherTruth() > 0) {
            String what = common.otherGroup() > 0 ? "group" : "truth";
            int count = common.otherGroup() > 0 ? common.otherGroup() : common.otherTruth();
            return not((count < SMALLEST ? "Fewer than " + SMALLEST : Digits.count(count))
                    + " of the images in common have another recorded " + what
                    + " in the other run. Ask both of tables that record the same.");
        }
        if (!common.table().attribute(attribute()).names().contains(reference())) {
            return not("No image in common is of " + Labels.of(reference()) + ", which the gaps are to.");
        }
        return compared(common);
    }

    private NotComparable not(String reason) {
        return new NotComparable(first.name(), second.name(), reason);
    }

    private String attribute() {
        return first.content().plan().about();
    }

    private String reference() {
        return first.content().plan().comparison().reference();
    }

    /** Judged in both, at thresholds. */
    private List<String> titles() {
        return first.titles().stream()
                .filter(title -> second.place(title).isPresent())
                .filter(title -> first.isCalled(first.place(title).orElseThrow())
                        && second.isCalled(second.place(title).orElseThrow()))
                .toList();
    }

    private List<Rate> rates() {
        return first.content().plan().rates().stream()
                .filter(second.content().plan().rates()::contains)
                .toList();
    }

    /** What keeps them apart whoever was judged. */
    private Optional<String> obstacle(boolean isOneTable) {
        if (Stream.of(first, second)
                .anyMatch(one -> !one.content().plan().comparison().hasGroups())) {
            return Optional.of("Rates along numbers alone are not set beside each other; rates of groups are. Ask both"
                    + " about groups, or ask about both models in one table.");
        }
        String other = second.content().plan().about();
        if (!attribute().equals(other)) {
            return Optional.of("They ask about different attributes: recorded " + Labels.of(attribute())
                    + " and recorded " + Labels.of(other) + ".");
        }
        String otherReference = second.content().plan().comparison().reference();
        if (!isOneGroup(reference(), otherReference)) {
            return Optional.of("Their gaps are to different groups: " + Labels.of(reference()) + " and "
                    + Labels.of(otherReference) + ".");
        }
        if (titles().isEmpty()) {
            return Optional.of("They have no finding in common that both judged at a threshold: "
                    + labels(first.titles()) + ", and " + labels(second.titles())
                    + ". Ask both about the same findings, each of the same models: one run of both models compares them,"
                    + " too.");
        }
        if (rates().isEmpty()) {
            return Optional.of("They have no rate in common.");
        }
        if (!isOneTable && !(first.read().hasIds() && second.read().hasIds())) {
            return Optional.of("Patients have no ids in one of them but the numbers of rows, and the tables are not the"
                    + " same: nothing says who is who.");
        }
        boolean areTold = first.namesImages() && second.namesImages()
                || isOneTable && first.namesImages() == second.namesImages()
                || first.hasOneImageEach() && second.hasOneImageEach();
        return areTold
                ? Optional.empty()
                : Optional.of("Patients have several images without names in one of them, and the tables are not the"
                        + " same: nothing says which image is which.");
    }

    private static String labels(List<String> names) {
        return Lists.and(names.stream().map(Labels::of).toList());
    }

    private Compared compared(CommonImages common) throws IOException {
        HarmContent content = content(common);
        HarmTold told = HarmTold.of(content, Audience.ANYBODY);
        ModelsTold models = new ModelsTold(content, told, NumberText.HIDDEN);
        List<Difference> differences = new ArrayList<>();
        for (ModelDifferences.OfPair pair : content.models().pairs()) {
            for (Rate rate : content.plan().rates()) {
                for (ModelDifferences.OfGroup group : pair.groups()) {
                    differences.add(ofRate(models, content, pair, group, rate));
                }
                for (ModelDifferences.OfGroup group : pair.groups()) {
                    if (!group.group().equals(reference())) {
                        differences.add(ofGap(models, content, pair, group, rate));
                    }
                }
            }
        }
        boolean isTold = told.total().isPresent() && !isFew(common.ofFirst()) && !isFew(common.ofSecond());
        return new Compared(
                first.name(),
                second.name(),
                Labels.of(attribute()),
                "image",
                isTold ? (Integer) common.patients() : null,
                who(common, isTold),
                "rate",
                "exchanging the runs' calls within patients, corrected over all differences (max-T)",
                differences,
                notes(),
                LIMITS,
                List.of(source(first), source(second)));
    }

    /** Both runs as two models of one table, at a threshold between called and not called. */
    private HarmContent content(CommonImages common) {
        HarmPlan plan = first.content()
                .plan()
                .withOperating(OperatingPlan.fixedAt(0.5))
                .withRates(rates())
                .withAlong(List.of())
                .withComparison(groups -> groups.withStrata(List.of()))
                .withSeed(Math.min(
                        first.content().plan().seed(), second.content().plan().seed()));
        Roles roles = Roles.sameRows(common.table());
        HarmAssessment assessment = HarmAssessor.assess(common.table(), roles, plan.withDraws(1), 1);
        ModelDifferences models = PairAssessor.assess(common.table(), roles, plan, assessment, 1);
        return new HarmContent(
                plan,
                "",
                HarmContent.Apart.FROM_ELSEWHERE,
                sizes(common),
                HarmAnswer.of(assessment),
                assessment,
                BesideGaps.NONE,
                models,
                RatesAlong.NONE,
                List.of());
    }

    private HarmContent.Sizes sizes(CommonImages common) {
        var groups = common.table().attribute(attribute());
        List<HarmContent.Group> sizes = new ArrayList<>();
        for (int group = 0; group < groups.count(); group++) {
            int ordinal = group;
            int[] rows = IntStream.range(0, common.table().rows())
                    .filter(row -> groups.of(row) == ordinal)
                    .toArray();
            int patients = (int)
                    IntStream.of(rows).map(common.table()::patient).distinct().count();
            sizes.add(new HarmContent.Group(groups.names().get(group), patients, rows.length));
        }
        int images = common.table().rows();
        return new HarmContent.Sizes(common.patients(), images, common.patients(), images, sizes);
    }

    private Difference ofRate(
            ModelsTold models,
            HarmContent content,
            ModelDifferences.OfPair pair,
            ModelDifferences.OfGroup group,
            Rate rate) {
        String of = name(pair, rate) + ", " + Labels.of(group.group());
        ModelDifferences.OfRate one = group.rates().get(rate);
        if (one == null) {
            return none(of, "not assessed: too few patients with images of the rate");
        }
        if (!models.isTold(pair, group, rate) || !isRestMany(content, pair.finding(), group.group(), rate)) {
            return none(of, NumberText.HIDDEN);
        }
        return difference(
                of,
                OptionalDouble.of(one.second().valueOr(0)),
                OptionalDouble.of(one.first().valueOr(0)),
                areSame(group, rate) ? same(one.difference()) : one.difference(),
                models.isSpreadTold(pair, group, rate),
                areSame(group, rate) ? NONE : models.difference(pair, group, rate));
    }

    private Difference ofGap(
            ModelsTold models,
            HarmContent content,
            ModelDifferences.OfPair pair,
            ModelDifferences.OfGroup group,
            Rate rate) {
        String of = name(pair, rate) + ", gap of " + Labels.of(group.group());
        ModelDifferences.OfRate one = group.rates().get(rate);
        ModelDifferences.OfGroup to = pair.groups().stream()
                .filter(other -> other.group().equals(reference()))
                .findFirst()
                .orElseThrow();
        ModelDifferences.OfRate ofReference = to.rates().get(rate);
        if (one == null || ofReference == null || one.gap().isEmpty()) {
            return none(of, "not assessed: too few patients with images of the rate");
        }
        boolean isTold = models.isTold(pair, group, rate)
                && models.isTold(pair, to, rate)
                && isRestMany(content, pair.finding(), group.group(), rate)
                && isRestMany(content, pair.finding(), reference(), rate);
        if (!isTold) {
            return none(of, NumberText.HIDDEN);
        }
        boolean areSame = areSame(group, rate) && areSame(to, rate);
        return difference(
                of,
                OptionalDouble.of(one.second().valueOr(0) - ofReference.second().valueOr(0)),
                OptionalDouble.of(one.first().valueOr(0) - ofReference.first().valueOr(0)),
                areSame ? same(one.gap().get()) : one.gap().get(),
                models.isSpreadTold(pair, group, rate) && models.isSpreadTold(pair, to, rate),
                areSame ? NONE : models.gap(pair, group, rate));
    }

    /** Whether no image that a rate counts was called by one run alone. */
    private static boolean areSame(ModelDifferences.OfGroup group, Rate rate) {
        return switch (rate) {
            case TRUE_POSITIVE, FALSE_NEGATIVE -> areSame(group.with());
            case FALSE_POSITIVE, TRUE_NEGATIVE -> areSame(group.without());
            case POSITIVE_PREDICTIVE_VALUE, NEGATIVE_PREDICTIVE_VALUE, SELECTION, PREVALENCE ->
                areSame(group.with()) && areSame(group.without());
        };
    }

    private static boolean areSame(ModelDifferences.Discordant images) {
        return images.firstOnly() == 0 && images.secondOnly() == 0;
    }

    /** Nothing differs, and so nothing would on any draw. */
    private ModelDifferences.Difference same(ModelDifferences.Difference one) {
        Estimate none = new Estimate.Known(0, new Interval(0, 0, jointLevel(), SAME));
        return new ModelDifferences.Difference(none, none, one.p(), one.adjustedP());
    }

    private static String name(ModelDifferences.OfPair pair, Rate rate) {
        return Labels.of(pair.finding()) + ", " + HarmSentences.words(rate);
    }

    private static Difference none(String of, String text) {
        String reason = text.equals(NumberText.HIDDEN) ? "it would tell of fewer than " + SMALLEST : text;
        return new Difference(of, null, null, null, null, null, null, "", null, text, reason);
    }

    private Difference difference(
            String of,
            OptionalDouble first,
            OptionalDouble second,
            ModelDifferences.Difference one,
            boolean isSpreadTold,
            String text) {
        Estimate.@Nullable Known known =
                isSpreadTold && one.simultaneous() instanceof Estimate.Known interval ? interval : null;
        Estimate p = one.adjustedP();
        return new Difference(
                of,
                rounded(first.getAsDouble()),
                rounded(second.getAsDouble()),
                rounded(one.estimate().valueOr(0)),
                known == null ? null : (Double) rounded(known.interval().lower()),
                known == null ? null : (Double) rounded(known.interval().upper()),
                known == null ? null : (Double) jointLevel(),
                known == null ? "" : known.interval().method() + ", for all differences together",
                isSpreadTold && p.isDefined() ? (Double) p.valueOr(1) : null,
                text,
                "");
    }

    /** Of all intervals together; each by itself is of a higher one. */
    private double jointLevel() {
        return 1 - first.content().plan().decision().alpha();
    }

    /** With the page's decimals, and no zero below none. */
    private static double rounded(double value) {
        return RunComparison.rounded(value, DECIMALS) + 0.0;
    }

    /** Whether none or many of a group's images of a rate, of either outcome, were judged in one run alone. */
    private boolean isRestMany(HarmContent content, String title, String group, Rate rate) {
        return isRestMany(first, CommonImages.FIRST, content, title, group, rate)
                && isRestMany(second, CommonImages.SECOND, content, title, group, rate);
    }

    private static boolean isRestMany(
            StoredHarm run, String model, HarmContent content, String title, String group, Rate rate) {
        Outcomes all =
                cells(run.content().assessment().findings().get(run.place(title).orElseThrow()), group);
        Outcomes common = content.assessment().findings().stream()
                .filter(finding ->
                        finding.finding().equals(title) && finding.model().equals(model))
                .findFirst()
                .map(finding -> cells(finding, group))
                .orElseThrow();
        double hits = rate.numerator(all) - rate.numerator(common);
        double rows = rate.denominator(all) - rate.denominator(common);
        return !isFew(hits) && !isFew(rows - hits);
    }

    private static Outcomes cells(HarmAssessment.OfFinding finding, String group) {
        return finding.groups().stream()
                .filter(one -> isOneGroup(one.group(), group))
                .flatMap(one -> one.cells().stream())
                .map(HarmAssessment.Cells::rows)
                .findFirst()
                .orElse(new Outcomes(0, 0, 0, 0));
    }

    /** However two tables write it. */
    static boolean isOneGroup(String one, String other) {
        return Wording.folded(one).equals(Wording.folded(other));
    }

    private static boolean isFew(double count) {
        return SmallestGroups.isFew(Math.round(count));
    }

    private static String who(CommonImages common, boolean isTold) {
        return isTold
                ? Digits.counted(common.patients(), "judged patient", "judged patients") + " in common, of "
                        + Digits.count(common.patients() + common.ofFirst()) + " and "
                        + Digits.count(common.patients() + common.ofSecond())
                : "How many judged patients are in common is not told, since it would tell of few";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> alone = new ArrayList<>();
        first.titles().stream().filter(title -> !titles().contains(title)).forEach(alone::add);
        second.titles().stream()
                .filter(title -> !titles().contains(title) && !alone.contains(title))
                .forEach(alone::add);
        if (!alone.isEmpty()) {
            notes.add("Not compared, since one run alone judged them: " + labels(alone) + ".");
        }
        if (!first.content().plan().equals(second.content().plan())) {
            notes.add(
                    "The runs were asked by different plans; level, draws and the fewest patients of a group are those"
                            + " of the first.");
        }
        for (StoredHarm one : List.of(first, second)) {
            notes.add(one.name() + " says: "
                    + HarmSentences.words(one.content().answer().verdict()) + ".");
        }
        return notes;
    }

    private static Source source(StoredHarm run) throws IOException {
        return new Source(
                run.name(),
                String.valueOf(run.file().getFileName()),
                ContentHash.ofFile(run.file()).hex());
    }
}
