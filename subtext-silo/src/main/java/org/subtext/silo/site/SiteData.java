package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.subtext.identities.Spelling;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.provenance.Seed;
import org.subtext.silo.harmony.AgeUnit;
import org.subtext.silo.harmony.AgreedMeaning;
import org.subtext.silo.harmony.Harmony;
import org.subtext.silo.harmony.PatientUnit;
import org.subtext.silo.harmony.SiteMeaning;
import org.subtext.silo.harmony.ValueMap;
import org.subtext.silo.plan.PlanClass;
import org.subtext.silo.plan.PlanCohort;
import org.subtext.silo.plan.PlanImages;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.PatientFacts;
import org.subtext.silo.sums.SiteTable;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * A site's own predictions, under the classes of a plan.
 *
 * @param predictions rows of this site, which never leave it
 * @param facts of patients, by id
 * @param table what may be counted of them
 * @param mapped wordings of the source by the class of the plan that they count as
 * @param harmony what the rows mean beside what the plan means, as far as predictions and facts say it
 */
record SiteData(
        PredictionTable predictions,
        Map<String, PatientFacts> facts,
        SiteTable table,
        Map<String, List<String>> mapped,
        Harmony harmony) {
    private static final String PATIENT = "patient";
    private static final String GROUP = "group";
    private static final String AGE = "age";

    /**
     * Reads and maps.
     *
     * @throws InvalidInputException with every class and group that the plan does not have
     */
    static SiteData read(SiteFiles files, SiloPlan plan) throws IOException {
        PredictionTable own = PredictionFiles.read(files.predictions());
        Map<String, String> classOf = new HashMap<>();
        Map<String, List<String>> mapped = new TreeMap<>();
        Problems problems = new Problems();
        for (String wording : own.classes()) {
            List<String> fitting = plan.cohort().classes().stream()
                    .filter(one -> one.name().equals(wording) || one.wordings().contains(wording))
                    .map(PlanClass::name)
                    .toList();
            if (fitting.size() != 1) {
                problems.add("The class \"" + wording + "\" of " + files.predictions() + " is "
                        + (fitting.isEmpty() ? "no class" : "several classes") + " of the plan, whose classes are "
                        + plan.cohort().classes().stream().map(PlanClass::named).toList()
                        + ". Unmapped values stop everything: ask the coordinator for a plan with this wording.");
            } else {
                classOf.put(wording, fitting.get(0));
                mapped.computeIfAbsent(fitting.get(0), name -> new ArrayList<>())
                        .add(wording);
            }
        }
        requireApart(own, files, problems);
        problems.throwIfAny();
        Map<String, PatientFacts> facts =
                files.facts().isPresent() ? facts(files.facts().get()) : Map.of();
        if (files.facts().isPresent()
                && own.size() > 0
                && own.columns().patients().distinct().stream().noneMatch(facts::containsKey)) {
            problems.add("No patient of " + files.predictions() + " is in "
                    + files.facts().get()
                    + ". Expected the same ids in both, to the letter. Give the table of these patients.");
        }
        ImageFacts images = ImageFacts.read(files.images(), own, plan.cohort().images());
        Harmony harmony = harmony(own, facts, images, plan);
        harmony.problems().forEach(problems::add);
        problems.throwIfAny();
        Map<String, Long> leftOut =
                LeftOutTable.read(files.leftOut(), plan.terms().flow());
        PredictionTable renamed = renamed(own, classOf, plan);
        SiteTable table = SiteTable.of(
                renamed, plan.terms(), patient -> facts.getOrDefault(patient, PatientFacts.UNKNOWN), leftOut);
        return new SiteData(renamed, facts, table, mapped, harmony);
    }

    /** The ledger knows patients by what stays of their ids when programs write them otherwise. */
    private static void requireApart(PredictionTable own, SiteFiles files, Problems problems) {
        List<String> ids = own.columns().patients().distinct();
        long apart = ids.stream().map(Spelling::bare).distinct().count();
        if (apart < ids.size()) {
            problems.add(ids.size() + " ids of patients in " + files.predictions() + " are " + apart
                    + " where letter case, leading zeros and words such as \"patient\" are left aside. Expected ids that"
                    + " differ by more: one person under two ids would be counted twice, and two under one id not told"
                    + " apart. Write each id one way.");
        }
    }

    /** With the site's own seed of what is drawn. */
    SiteData drawing(Seed own) {
        return new SiteData(predictions, facts, table.withOwnSeed(own), mapped, harmony);
    }

    /** Ids of the patients whom answers would be of, by what is counted; groups that are withheld are not in it. */
    Map<String, Set<String>> asked() {
        return SiteTable.patientsAsked(
                predictions, table.terms(), patient -> facts.getOrDefault(patient, PatientFacts.UNKNOWN));
    }

    private static Harmony harmony(
            PredictionTable own, Map<String, PatientFacts> facts, ImageFacts images, SiloPlan plan) {
        Map<String, Set<String>> patients = new TreeMap<>();
        for (int row = 0; row < own.size(); row++) {
            patients.computeIfAbsent(own.truth(row), wording -> new HashSet<>()).add(own.patient(row));
        }
        Map<String, Long> classes = new TreeMap<>();
        patients.forEach((wording, ids) -> classes.put(wording, (long) ids.size()));
        double[] ages = own.columns().patients().distinct().stream()
                .map(patient ->
                        facts.getOrDefault(patient, PatientFacts.UNKNOWN).age())
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return Harmony.of(
                agreed(plan.cohort()),
                new SiteMeaning(
                        classes,
                        images.views(),
                        images.photometric(),
                        images.bits(),
                        ages,
                        AgeUnit.YEARS,
                        PatientUnit.PERSON,
                        own.size(),
                        own.patientCount()),
                plan.terms().limit());
    }

    private static AgreedMeaning agreed(PlanCohort cohort) {
        PlanImages images = cohort.images();
        return new AgreedMeaning(
                ValueMap.of("class", wordings(cohort.classes())),
                ValueMap.of("view", wordings(images.views())),
                images.photometric(),
                images.asksBits() ? images.fewestBits() : 1,
                images.asksBits() ? images.mostBits() : Long.SIZE);
    }

    private static Map<String, List<String>> wordings(List<PlanClass> values) {
        Map<String, List<String>> wordings = new LinkedHashMap<>();
        values.forEach(one -> wordings.put(one.name(), one.wordings()));
        return wordings;
    }

    /** How many patients have a row of facts. */
    long patientsWithFacts() {
        return predictions.columns().patients().distinct().stream()
                .filter(facts::containsKey)
                .count();
    }

    /** Years of the patients who have an age, the youngest first. */
    double[] ages() {
        return predictions.columns().patients().distinct().stream()
                .map(patient ->
                        facts.getOrDefault(patient, PatientFacts.UNKNOWN).age())
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
    }

    /** The same rows with the plan's names; scores of wordings of one class are added. */
    private static PredictionTable renamed(PredictionTable own, Map<String, String> classOf, SiloPlan plan) {
        List<String> classes =
                plan.cohort().classes().stream().map(PlanClass::name).toList();
        PredictionTableBuilder builder = new PredictionTableBuilder(classes);
        int[] at = own.classes().stream()
                .mapToInt(wording -> classes.indexOf(classOf.get(wording)))
                .toArray();
        for (int row = 0; row < own.size(); row++) {
            double[] scores = new double[classes.size()];
            for (int k = 0; k < at.length; k++) {
                scores[at[k]] += own.score(k, row);
            }
            for (int k = 0; k < scores.length; k++) {
                scores[k] = Math.min(1, scores[k]);
            }
            builder.add(
                    own.experiment(row),
                    own.run(row),
                    own.split(row),
                    own.study(row),
                    own.patient(row),
                    own.image(row),
                    String.valueOf(classOf.get(own.truth(row))),
                    scores);
        }
        return builder.build(own.unit());
    }

    private static Map<String, PatientFacts> facts(Path file) throws IOException {
        Table table = TableReader.read(file);
        if (!table.has(PATIENT) || !table.has(GROUP) && !table.has(AGE)) {
            throw new InvalidInputException("The table " + file + " has the columns " + table.names() + ". Expected "
                    + PATIENT + ", and " + GROUP + " or " + AGE + " or both, a row a patient.");
        }
        Map<String, PatientFacts> facts = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            String group = table.text(GROUP, row);
            String age = table.text(AGE, row);
            try {
                PatientFacts known = new PatientFacts(
                        group.isEmpty() ? null : group,
                        age.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(AgeUnit.yearsOf(age)));
                PatientFacts before = facts.put(table.text(PATIENT, row), known);
                if (before != null && !before.equals(known)) {
                    throw new InvalidInputException("Row " + table.rowNumber(row) + " of " + file
                            + " says something else of a patient than an earlier one. Expected a row a patient.");
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException(
                        "Row " + table.rowNumber(row) + " of " + file
                                + " has no age from 0 to 120 years. Expected years, or an age string of DICOM such as 045Y or 006M. Leave the cell empty where it is not known.");
            }
        }
        return facts;
    }
}
