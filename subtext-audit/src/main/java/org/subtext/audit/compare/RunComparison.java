package org.subtext.audit.compare;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.assessment.Verdict;
import org.subtext.audit.StoredRun;
import org.subtext.audit.answers.Figures;
import org.subtext.audit.answers.Labels;
import org.subtext.audit.compare.Comparison.Compared;
import org.subtext.audit.compare.Comparison.Difference;
import org.subtext.audit.compare.Comparison.NotComparable;
import org.subtext.audit.compare.Comparison.Source;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.cohort.SmallestGroups;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.report.ReportContent;
import org.subtext.report.charts.NumberText;
import org.subtext.report.disclosure.HiddenClasses;
import org.subtext.statistics.Estimate;
import org.subtext.wording.Digits;
import org.subtext.wording.IntervalText;
import org.subtext.wording.Lists;

/**
 * How much two finished runs differ, on the patients that both assessed, and only where that can be said.
 *
 * <p>Differences are computed on shared draws of these patients, never from two reports. Both runs are looks of their
 * own that the ledger holds; that one is set beside the other gives no further answer about the patients and is none.
 */
public final class RunComparison {
    /** As tables without ids number their rows. */
    private static final String NUMBERED = "row \\d+";

    private static final String TABLE = "Table (SHA-256)";
    private static final int DECIMALS = 3;

    private static final String LIMITS =
            "It holds for the patients that both runs assessed and for these recognisers as"
                    + " they are. It does not say which run is right, nor how either would do on other patients.";

    /** A run as it is read. */
    private record Read(String name, ReportContent content, PredictionTable table, Path file) {
        Assessment assessment() {
            return content.assessment();
        }

        boolean hasIds() {
            return !IntStream.range(0, table.size())
                    .allMatch(row -> table.patient(row).matches(NUMBERED));
        }

        Optional<String> ofTable() {
            return content.provenance().stream()
                    .filter(fact -> fact.name().equals(TABLE))
                    .map(ReportContent.Fact::value)
                    .findFirst();
        }
    }

    private final Read first;
    private final Read second;

    private RunComparison(Read first, Read second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Compares.
     *
     * @param first folder of a finished audit of images, scores, embeddings or harm
     * @param second the same
     * @throws InvalidInputException when one of them is no such run, not finished, or its numbers were changed since
     */
    public static Comparison of(Path first, Path second) throws IOException {
        String one = name(first);
        String other = name(second);
        boolean areAlike = one.equals(other) && !Files.isSameFile(first, second);
        String nameOfFirst = areAlike ? one + " (first)" : one;
        String nameOfSecond = areAlike ? other + " (second)" : other;
        if (HarmFolder.isThere(first) && HarmFolder.isThere(second)) {
            return HarmComparison.of(first, nameOfFirst, second, nameOfSecond);
        }
        if (HarmFolder.isThere(first) || HarmFolder.isThere(second)) {
            return new NotComparable(
                    nameOfFirst,
                    nameOfSecond,
                    "One asks whether a group is served worse and the other does not: they share no number.");
        }
        return new RunComparison(read(first, nameOfFirst), read(second, nameOfSecond)).compare();
    }

    private static String name(Path folder) {
        return Labels.of(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    }

    private static Read read(Path folder, String name) throws IOException {
        Figures.of(name, folder); // refuses files that are changed or do not say the same
        StoredRun run = new StoredRun(folder);
        ReportContent content = run.unaltered();
        PredictionTable all = run.predictions();
        PredictionTable table = all.of(all.experiments().get(0));
        if (run.notedPredictions().isEmpty()) {
            ScoresOfBefore.require(run.predictionsFile(), table, content.assessment());
        }
        return new Read(name, content, table, run.predictionsFile());
    }

    private Comparison compare() throws IOException {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return not(obstacle.get());
        }
        CommonCases cases;
        try {
            cases = CommonCases.of(first.table(), second.table(), plan());
        } catch (CommonCases.RepeatedCaseException e) {
            return not("In one of the runs a case was scored more than once, so that no score stands for it.");
        }
        if (cases.patients() == 0) {
            return not("They have no patient in common, by the ids that their predictions hold.");
        }
        if (cases.patients() < smallest()) {
            return not("They have fewer than " + smallest() + " patients in common.");
        }
        if (cases.otherTruth() > 0) {
            return not(many(cases.otherTruth()) + " of the cases in common "
                    + (cases.otherTruth() == 1 ? "is" : "are")
                    + " of another recorded class in the other run. Audit both by the same table.");
        }
        return compared(cases);
    }

    private NotComparable not(String reason) {
        return new NotComparable(first.name(), second.name(), reason);
    }

    /** What keeps them apart whoever was assessed. */
    private Optional<String> obstacle() {
        Assessment a = first.assessment();
        Assessment b = second.assessment();
        for (Read one : List.of(first, second)) {
            if (one.assessment().verdict() == null) {
                return Optional.of("The run " + one.name() + " compares several models, none of which is the answer.");
            }
        }
        if (!a.attribute().equals(b.attribute())) {
            return Optional.of("They ask about different attributes: recorded " + Labels.of(a.attribute())
                    + " and recorded " + Labels.of(b.attribute()) + ".");
        }
        if (!new HashSet<>(a.classes()).equals(new HashSet<>(b.classes()))) {
            return Optional.of(
                    "They tell different classes apart: " + labels(a.classes()) + ", and " + labels(b.classes()) + ".");
        }
        if (a.plan().primaryUnit() != b.plan().primaryUnit()) {
            return Optional.of("One case is a " + a.plan().primaryUnit().noun() + " in one and a "
                    + b.plan().primaryUnit().noun() + " in the other.");
        }
        if (a.plan().aggregation() != b.plan().aggregation()) {
            return Optional.of("Scores of a case's images are joined by "
                    + a.plan().aggregation().title() + " in one and by "
                    + b.plan().aggregation().title() + " in the other.");
        }
        boolean areNumbered = !first.hasIds() || !second.hasIds();
        if (areNumbered && !(first.ofTable().isPresent() && first.ofTable().equals(second.ofTable()))) {
            return Optional.of("Patients have no ids in one of them but the numbers of rows, and the tables are not the"
                    + " same file: nothing says who is who.");
        }
        return Optional.empty();
    }

    private static String labels(List<String> names) {
        return Lists.and(names.stream().map(Labels::of).toList());
    }

    private AssessmentPlan plan() {
        return first.assessment().plan();
    }

    private boolean isPhantom() {
        return first.content().plantedTruth() != null && second.content().plantedTruth() != null;
    }

    /** The fewest patients that are told of; of two phantoms every one is. */
    private int smallest() {
        return isPhantom()
                ? 2
                : Math.max(
                        SmallestGroups.TOLD,
                        Math.max(
                                first.assessment().plan().smallestCell(),
                                second.assessment().plan().smallestCell()));
    }

    private String many(int count) {
        return count < smallest() ? "Fewer than " + smallest() : Digits.count(count);
    }

    private Compared compared(CommonCases cases) throws IOException {
        long seed = Math.min(
                first.assessment().plan().seed(), second.assessment().plan().seed());
        PairedAucs aucs = PairedAucs.of(cases, plan(), seed);
        HiddenClasses hidden = new HiddenClasses(fewForNone(cases), smallest());
        List<Difference> differences = new ArrayList<>();
        differences.add(mean(aucs.mean(), hidden));
        List<String> classes = first.assessment().classes();
        for (int k = 0; k < classes.size(); k++) {
            differences.add(
                    hidden.isHidden(k)
                            ? withheld(Labels.of(classes.get(k)))
                            : told(Labels.of(classes.get(k)), aucs.classes().get(k), true));
        }
        boolean isTold = !isFew(cases.ofFirst()) && !isFew(cases.ofSecond());
        return new Compared(
                first.name(),
                second.name(),
                Labels.of(first.assessment().attribute()),
                plan().primaryUnit().noun(),
                isTold ? (Integer) cases.patients() : null,
                who(cases, isTold),
                Comparison.AUC,
                "paired by patient, corrected over classes (Holm)",
                differences,
                notes(cases),
                LIMITS,
                List.of(source(first), source(second)));
    }

    /** Patients in common by class, one for none: that a class of a run has none reads as that it has few. */
    private List<Integer> fewForNone(CommonCases cases) {
        List<Integer> patients = new ArrayList<>();
        for (int k = 0; k < cases.classPatients().size(); k++) {
            int inCommon = cases.classPatients().get(k);
            patients.add(
                    inCommon == 0 && isRecorded(first.assessment().classes().get(k)) ? 1 : inCommon);
        }
        return patients;
    }

    /** Whether either run has patients of a class. */
    private boolean isRecorded(String name) {
        return Stream.of(first, second)
                .flatMap(one -> one.assessment().primary().level(plan().primaryUnit()).classes().stream())
                .anyMatch(one -> one.name().equals(name) && one.positivePatients() > 0);
    }

    private boolean isFew(int count) {
        return count > 0 && count < smallest();
    }

    private static Source source(Read run) throws IOException {
        return new Source(
                run.name(),
                String.valueOf(run.file().getFileName()),
                ContentHash.ofFile(run.file()).hex());
    }

    /** That few patients are in one run alone is the size of that run less what both have in common. */
    private String who(CommonCases cases, boolean isTold) {
        return isTold
                ? Digits.counted(cases.patients(), "patient", "patients") + " in common, of "
                        + Digits.count(cases.patients() + cases.ofFirst()) + " and "
                        + Digits.count(cases.patients() + cases.ofSecond())
                : "All but fewer than " + smallest() + " patients of one run or of both are in common; how many is not"
                        + " told";
    }

    private List<String> notes(CommonCases cases) {
        List<String> notes = new ArrayList<>();
        if (cases.otherImages() > 0) {
            notes.add(many(cases.otherImages()) + " of these patients "
                    + (cases.otherImages() == 1 ? "has" : "have")
                    + " other images, or images under other names, in the other run.");
        }
        if (!plan().equals(second.assessment().plan())) {
            notes.add("The runs were assessed by different plans; level, draws and the smallest count that is told are"
                    + " taken from the first or the stricter one.");
        }
        if (first.assessment().ladder() != null || second.assessment().ladder() != null) {
            notes.add("Of several readers the network's scores are compared.");
        }
        for (Read one : List.of(first, second)) {
            Verdict verdict = Objects.requireNonNull(one.assessment().verdict());
            notes.add(one.name() + " says: " + verdict.kind().words() + ".");
        }
        return notes;
    }

    private Difference mean(PairedAucs.Pair pair, HiddenClasses hidden) {
        String name = "mean over classes";
        if (!hidden.isAnyHidden()) {
            return told(name, pair, false);
        }
        boolean isEach = hidden.patients().size() <= 2 || hidden.isTotalHidden();
        return isEach
                ? withheld(name)
                : told(
                        name,
                        new PairedAucs.Pair(
                                pair.first(), pair.second(), pair.difference().withoutInterval(), pair.p()),
                        false);
    }

    private Difference withheld(String of) {
        return new Difference(
                of,
                null,
                null,
                null,
                null,
                null,
                null,
                "",
                null,
                NumberText.HIDDEN,
                "fewer than " + smallest() + " patients, or it would tell of them");
    }

    private static Difference told(String of, PairedAucs.Pair pair, boolean hasP) {
        Estimate difference = pair.difference();
        if (difference instanceof Estimate.Undefined undefined) {
            String text = "not defined: " + undefined.reason();
            return new Difference(of, null, null, null, null, null, null, "", null, text, undefined.reason());
        }
        double value = difference.valueOr(0);
        if (difference instanceof Estimate.Known known) {
            double lower = known.interval().lower();
            double upper = known.interval().upper();
            return new Difference(
                    of,
                    rounded(pair.first()),
                    rounded(pair.second()),
                    rounded(value),
                    rounded(lower),
                    rounded(upper),
                    known.interval().level(),
                    known.interval().method() + ", both runs on the same draws",
                    p(pair, hasP),
                    IntervalText.ofDifference(value, lower, upper, DECIMALS),
                    "");
        }
        return new Difference(
                of,
                rounded(pair.first()),
                rounded(pair.second()),
                rounded(value),
                null,
                null,
                null,
                "",
                p(pair, hasP),
                Digits.signed(value, DECIMALS),
                "");
    }

    private static @Nullable Double p(PairedAucs.Pair pair, boolean hasP) {
        return hasP && pair.p().isDefined() ? (Double) pair.p().valueOr(1) : null;
    }

    private static @Nullable Double rounded(Estimate estimate) {
        return estimate.isDefined() ? (Double) rounded(estimate.valueOr(0)) : null;
    }

    private static double rounded(double value) {
        return rounded(value, DECIMALS);
    }

    static double rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .doubleValue();
    }
}
