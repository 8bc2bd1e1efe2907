package org.subtext.silo.sums;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.provenance.Seed;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.sites.BinnedScores;

/**
 * What a site counts from: a row an image, with the patient as an ordinal and no id, path or text of its table.
 *
 * <p>Rows of a group with 1 to {@code limit - 1} patients of a class are not in it, so that no operation can tell of
 * them, and no total that holds them tells of them beside a table that does not; that the group is withheld is all that
 * is said. A patient with images of both classes is a patient of both.
 *
 * <p>Immutable. About 20 bytes a row.
 */
public final class SiteTable {
    private final Terms terms;
    private final double[] scores;
    private final boolean[] positives;
    private final int[] patients;

    /** By patient: the place of the group, and the age in years, NaN where none is recorded. */
    private final int[] groups;

    private final double[] ages;

    private final boolean[] isWithheld;
    private final @Nullable Map<String, Long> flow;
    private final @Nullable Seed ownSeed;

    private SiteTable(
            Terms terms,
            double[] scores,
            boolean[] positives,
            int[] patients,
            int[] groups,
            double[] ages,
            boolean[] isWithheld,
            @Nullable Map<String, Long> flow,
            @Nullable Seed ownSeed) {
        this.terms = terms;
        this.scores = scores;
        this.positives = positives;
        this.patients = patients;
        this.groups = groups;
        this.ages = ages;
        this.isWithheld = isWithheld;
        this.flow = flow;
        this.ownSeed = ownSeed;
    }

    /**
     * The part of a site's predictions that may be told of.
     *
     * @param predictions one experiment, every image once, scores from 0 to 1
     * @param facts by id of patient
     * @param flow patients who were left out before, by the reasons of the terms; a reason that is lacking counts 0
     * @throws InvalidInputException when the table does not fit the terms; says everything that does not
     */
    public static SiteTable of(
            PredictionTable predictions, Terms terms, Function<String, PatientFacts> facts, Map<String, Long> flow) {
        requireFit(predictions, terms, flow);
        Rows rows = new Rows(predictions, terms, facts);
        boolean[] isWithheld = rows.smallGroups();
        return rows.without(isWithheld, flowToTell(terms, flow, rows.withoutGroup));
    }

    /**
     * Patients whom the answers of a plan are of, by a name of what is counted: what a site asks its ledger of queries
     * before it answers. Holds ids, and does not leave the site.
     */
    public static Map<String, Set<String>> patientsAsked(
            PredictionTable predictions, Terms terms, Function<String, PatientFacts> facts) {
        requireFit(predictions, terms, Map.of());
        return new Rows(predictions, terms, facts).asked();
    }

    private static void requireFit(PredictionTable predictions, Terms terms, Map<String, Long> flow) {
        Problems problems = new Problems();
        Set<String> agreed = new HashSet<>(terms.against());
        agreed.add(terms.positive());
        if (!agreed.equals(new HashSet<>(predictions.classes()))) {
            problems.add("The predictions have the classes " + predictions.classes() + ", the plan has " + agreed
                    + ". Expected the same. Map this site's classes to those of the plan.");
        }
        if (predictions.unit() != Unit.IMAGE) {
            problems.add("The predictions have a row a " + predictions.unit().noun()
                    + ". Expected a row an image. Give the table of images.");
        }
        if (predictions.experiments().size() > 1) {
            problems.add("The predictions hold " + predictions.experiments().size()
                    + " experiments. Expected one. Give a table of one model's scores of this site's images.");
        }
        long images = Arrays.stream(predictions.columns().images().ordinals())
                .distinct()
                .count();
        if (images < predictions.size()) {
            problems.add("The predictions have " + predictions.size() + " rows of " + images
                    + " images. Expected every image once, since each row would be counted. Leave the others out.");
        }
        if (!predictions.areProbabilities()) {
            problems.add("The predictions hold scores outside 0 to 1. Expected scores between them, which all sites bin"
                    + " alike. Give probabilities.");
        }
        for (Map.Entry<String, Long> step : flow.entrySet()) {
            if (!terms.flow().contains(step.getKey()) || step.getValue() < 0) {
                problems.add("Patients were left out for a reason that the plan does not have, or fewer than none of"
                        + " them. Expected counts of " + terms.flow()
                        + ". Map this site's reasons to those of the plan.");
            }
        }
        problems.throwIfAny();
    }

    /** Counts by reason, or null where one of them is of too few patients: the others would give it away. */
    private static @Nullable Map<String, Long> flowToTell(Terms terms, Map<String, Long> flow, long withoutGroup) {
        Map<String, Long> told = new HashMap<>(flow);
        if (terms.flow().contains(Terms.NOT_RECORDED)) {
            told.merge(Terms.NOT_RECORDED, withoutGroup, Long::sum);
        }
        return told.values().stream().anyMatch(count -> count > 0 && count < terms.limit()) ? null : told;
    }

    public Terms terms() {
        return terms;
    }

    /** Rows (images) that may be told of. */
    public int size() {
        return scores.length;
    }

    /** Patients of these rows. */
    public int patientCount() {
        return groups.length;
    }

    double score(int row) {
        return scores[row];
    }

    boolean isPositive(int row) {
        return positives[row];
    }

    /** The patient of a row, counted from 0. */
    int patient(int row) {
        return patients[row];
    }

    /** The place of a row's group among those of the terms. */
    int group(int row) {
        return groups[patients[row]];
    }

    int groupOfPatient(int patient) {
        return groups[patient];
    }

    /** Years, NaN where none is recorded. */
    double ageOfPatient(int patient) {
        return ages[patient];
    }

    /** Whether patients of a group are here of whom nothing is told, since they are too few. */
    public boolean isWithheld(int group) {
        return isWithheld[group];
    }

    /** Whether who was left out may be told, which needs 0 or at least the limit for every reason. */
    public boolean tellsFlow() {
        return flow != null;
    }

    /** Patients left out for a reason of the terms, 0 where that is not told. */
    public long leftOut(String reason) {
        return flow == null ? 0 : flow.getOrDefault(reason, 0L);
    }

    /** Which patients have a row of the class. */
    boolean[] patientsWith(boolean positive) {
        boolean[] has = new boolean[groups.length];
        for (int row = 0; row < scores.length; row++) {
            if (positives[row] == positive) {
                has[patients[row]] = true;
            }
        }
        return has;
    }

    /** The rows of a scope of the terms, from 0; the first is everyone. */
    int[] rowsOf(int scope) {
        return IntStream.range(0, scores.length)
                .filter(row -> scope == 0 || group(row) == scope - 1)
                .toArray();
    }

    /** Rows as scores with labels and patients, the latter numbered anew. */
    BinaryScores scored(int[] rows) {
        boolean[] labels = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = positives[rows[i]];
        }
        return BinaryScores.of(
                Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray(),
                labels,
                Clusters.dense(Arrays.stream(rows).map(row -> patients[row]).toArray()));
    }

    /** The part whose sums may be opened, as the sum of {@link Presence} said. */
    SiteTable open(Told told) {
        double[] open = told.numbers(Presence.OPEN, terms.groups().size());
        int[] rows = IntStream.range(0, scores.length)
                .filter(row -> open[group(row)] == 1)
                .toArray();
        return at(rows);
    }

    /** Some of the rows, their patients numbered anew. */
    private SiteTable at(int[] rows) {
        Map<Integer, Integer> ordinals = new HashMap<>();
        int[] ofRows = new int[rows.length];
        boolean[] labels = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ofRows[i] = ordinals.computeIfAbsent(patients[rows[i]], first -> ordinals.size());
            labels[i] = positives[rows[i]];
        }
        int[] groupsKept = new int[ordinals.size()];
        double[] agesKept = new double[ordinals.size()];
        ordinals.forEach((before, now) -> {
            groupsKept[now] = groups[before];
            agesKept[now] = ages[before];
        });
        return new SiteTable(
                terms,
                Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray(),
                labels,
                ofRows,
                groupsKept,
                agesKept,
                isWithheld,
                flow,
                ownSeed);
    }

    /**
     * With the site's own seed of what is drawn, which nobody else may know: who knew the draws could solve sums over
     * them for single patients.
     */
    public SiteTable withOwnSeed(Seed seed) {
        return new SiteTable(terms, scores, positives, patients, groups, ages, isWithheld, flow, seed);
    }

    /** The site's own seed. */
    Seed ownSeed() {
        if (ownSeed == null) {
            throw new IllegalStateException("a site that draws needs a seed of its own");
        }
        return ownSeed;
    }

    /** The bin of a row's score: all bins are as wide, and 1 belongs to the last. */
    int bin(int row) {
        return BinnedScores.bin(scores[row], terms.bins());
    }

    /** Rows as they were read, of whom some are too few to be told of. */
    private static final class Rows {
        private final Terms terms;
        private final PredictionTable predictions;
        private final int scoreClass;
        private final int[] patients;

        /** By patient: the place of the group; -1 without one. */
        private final int[] groups;

        private final double[] ages;
        private final long withoutGroup;

        Rows(PredictionTable predictions, Terms terms, Function<String, PatientFacts> facts) {
            this.terms = terms;
            this.predictions = predictions;
            this.scoreClass = predictions.classes().indexOf(terms.positive());
            this.patients = predictions.columns().patients().ordinals();
            List<String> ids = predictions.columns().patients().distinct();
            this.groups = new int[ids.size()];
            this.ages = new double[ids.size()];
            Problems problems = new Problems();
            int unplaced = 0;
            for (int patient = 0; patient < groups.length; patient++) {
                PatientFacts known = facts.apply(ids.get(patient));
                groups[patient] = group(known, problems);
                ages[patient] = known.age().orElse(Double.NaN);
                unplaced += groups[patient] < 0 && known.group() == null ? 1 : 0;
            }
            if (unplaced > 0 && !terms.flow().contains(Terms.NOT_RECORDED)) {
                problems.add("No group is recorded of " + unplaced + " of " + groups.length
                        + " patients, and the plan has no place for such patients. Expected \"" + Terms.NOT_RECORDED
                        + "\" among the groups or among the reasons to leave patients out. Give their groups, or ask the"
                        + " coordinator for a plan that has one of them.");
            }
            problems.throwIfAny();
            this.withoutGroup = Arrays.stream(groups).filter(group -> group < 0).count();
        }

        private int group(PatientFacts facts, Problems problems) {
            if (!terms.hasGroups()) {
                return 0;
            }
            String group = facts.group() == null ? Terms.NOT_RECORDED : facts.group();
            int place = terms.groups().indexOf(group);
            if (place < 0 && facts.group() != null) {
                problems.add(
                        "group " + group,
                        "A patient's group is \"" + group + "\", which is none of the plan.",
                        "Expected one of " + terms.groups() + ". Map this site's wording to a group of the plan.");
            }
            return place;
        }

        private boolean isPositive(int row) {
            return predictions.columns().truths().code(row) == scoreClass;
        }

        /** Ids by what is counted of them, groups that are withheld left out. */
        Map<String, Set<String>> asked() {
            boolean[] isWithheld = smallGroups();
            Map<String, Set<String>> asked = new LinkedHashMap<>();
            for (int group = 0; group < isWithheld.length; group++) {
                Map<Boolean, Set<String>> ofClass = new HashMap<>();
                for (int row = 0; row < patients.length; row++) {
                    if (groups[patients[row]] == group && !isWithheld[group]) {
                        ofClass.computeIfAbsent(isPositive(row), first -> new HashSet<>())
                                .add(predictions.patient(row));
                    }
                }
                String name = terms.groups().get(group);
                ofClass.forEach((isPositive, ids) ->
                        asked.put(name + (isPositive ? ": with the class" : ": with another class"), ids));
            }
            return asked;
        }

        boolean[] smallGroups() {
            Set<Long> seen = new HashSet<>();
            int[][] ofClass = new int[terms.groups().size()][2];
            for (int row = 0; row < patients.length; row++) {
                int label = isPositive(row) ? 1 : 0;
                int group = groups[patients[row]];
                if (group >= 0 && seen.add(2L * patients[row] + label)) {
                    ofClass[group][label]++;
                }
            }
            boolean[] isSmall = new boolean[ofClass.length];
            for (int group = 0; group < isSmall.length; group++) {
                isSmall[group] = Arrays.stream(ofClass[group]).anyMatch(count -> count > 0 && count < terms.limit());
            }
            return isSmall;
        }

        SiteTable without(boolean[] isWithheld, @Nullable Map<String, Long> flow) {
            boolean[] positives = new boolean[patients.length];
            for (int row = 0; row < positives.length; row++) {
                positives[row] = isPositive(row);
            }
            int[] kept = IntStream.range(0, patients.length)
                    .filter(row -> groups[patients[row]] >= 0 && !isWithheld[groups[patients[row]]])
                    .toArray();
            double[] scores = predictions.scores(scoreClass);
            return new SiteTable(terms, scores, positives, patients, groups, ages, isWithheld, flow, null).at(kept);
        }
    }
}
