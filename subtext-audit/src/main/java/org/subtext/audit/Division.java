package org.subtext.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.subtext.audit.inputs.InputFiles;
import org.subtext.cohort.Cohort;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.provenance.Unfinished;
import org.subtext.split.Fractions;
import org.subtext.split.GivenSplit;
import org.subtext.split.Part;
import org.subtext.split.PatientFolds;
import org.subtext.split.PatientSplit;
import org.subtext.split.SplitFile;
import org.subtext.split.Strata;

/**
 * Who one recogniser learns from and who it is assessed on.
 *
 * @param name "model", or "fold 1" and so on
 * @param split the part of every patient
 */
record Division(String name, PatientSplit split) {
    /** Share of the other folds' patients that steers training, where the training plan is steered at all. */
    private static final double VALIDATION_OUTSIDE_FOLD = 0.15;

    /** One division, or one a fold. */
    static List<Division> of(Cohort cohort, AuditPlan plan) throws IOException {
        return of(cohort, Strata.of(cohort), plan);
    }

    /** The same, each part and fold with its share of every stratum. */
    static List<Division> of(Cohort cohort, Strata strata, AuditPlan plan) throws IOException {
        if (plan.recognition().recogniser() != null) {
            return List.of(new Division("model", PatientSplit.allTest(cohort)));
        }
        SplitPlan how = plan.split();
        Seed seed = new Seed(plan.seed()).child("split");
        return switch (how.kindFor(cohort.patients().size())) {
            case FOLDS -> folds(cohort, strata, plan, seed);
            case GIVEN -> List.of(new Division("model", given(cohort, how)));
            case FRACTIONS, AUTO ->
                List.of(new Division(
                        "model",
                        PatientSplit.stratified(
                                strata, new Fractions(how.training(), how.validation(), how.test()), seed)));
        };
    }

    private static List<Division> folds(Cohort cohort, Strata strata, AuditPlan plan, Seed seed) {
        PatientFolds folds =
                PatientFolds.stratified(cohort, strata, plan.split().folds(), seed);
        double validation = plan.recognition().training().needsValidation() ? VALIDATION_OUTSIDE_FOLD : 0;
        List<Division> divisions = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            divisions.add(new Division("fold " + (fold + 1), folds.split(strata, fold, validation, seed)));
        }
        return divisions;
    }

    private static PatientSplit given(Cohort cohort, SplitPlan how) throws IOException {
        if (how.file() == null) {
            return GivenSplit.of(cohort);
        }
        return GivenSplit.of(cohort, Path.of(how.file()));
    }

    /**
     * Writes who is in which part: the parts of one division, or the fold in which each patient is assessed. What an
     * interrupted run wrote stays.
     *
     * @throws InvalidInputException where it divided the patients otherwise: its networks may have learnt from those
     *     that would be tested now
     */
    static void write(List<Division> divisions, Path file) throws IOException {
        if (!Files.exists(file)) {
            writeAnew(divisions, file);
            return;
        }
        Path now = Unfinished.beside(file);
        try {
            writeAnew(divisions, now);
            if (Files.mismatch(now, file) >= 0) {
                throw new InvalidInputException(InputFiles.changed("Who is in which part (" + file + ")", "has"));
            }
        } finally {
            Files.deleteIfExists(now);
        }
    }

    private static void writeAnew(List<Division> divisions, Path file) throws IOException {
        if (divisions.size() == 1) {
            SplitFile.write(divisions.get(0).split(), file);
            return;
        }
        SortedMap<String, Integer> folds = new TreeMap<>();
        for (int i = 0; i < divisions.size(); i++) {
            for (String patient : divisions.get(i).split().patients(Part.TEST)) {
                folds.put(patient, i);
            }
        }
        SplitFile.write(new PatientFolds(divisions.size(), folds), file);
    }
}
