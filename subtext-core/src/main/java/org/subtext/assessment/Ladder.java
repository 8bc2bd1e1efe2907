package org.subtext.assessment;

import java.util.List;
import java.util.Optional;
import org.subtext.assessment.Assessment.Comparison;
import org.subtext.statistics.Estimate;

/**
 * Readers of different strength on the same images and folds, tested together.
 *
 * @param primary the one on whose intervals "no evidence" and "below chance" rest
 * @param rungs weakest first, at least two
 */
public record Ladder(RungKind primary, List<Rung> rungs) {
    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /**
     * One reader.
     *
     * @param kind which
     * @param weight share of the level that it is tested with first; all together 1
     * @param auc mean one-versus-rest AUC at the primary unit, with its interval
     * @param findings what its classes say, p corrected over classes and readers
     * @param smallestP of its classes, corrected over classes alone; undefined where none is tested
     * @param jointP the same, corrected over readers as well
     * @param reveals whether some class is ranked above chance by its jointly corrected p and its interval
     * @param lead its AUC less that of the primary one, on the same patients, one a class (of two, one); none of the
     *     primary one. Their p are corrected over all readers and classes
     * @param beatsPrimary whether some difference is above zero by its corrected p
     */
    public record Rung(
            RungKind kind,
            double weight,
            Estimate auc,
            VerdictFindings findings,
            Estimate smallestP,
            Estimate jointP,
            boolean reveals,
            List<Comparison> lead,
            boolean beatsPrimary) {
        public Rung {
            lead = List.copyOf(lead);
        }
    }

    /** The rung of that kind. */
    public Rung rung(RungKind kind) {
        return rungs.stream()
                .filter(rung -> rung.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such reader: " + kind));
    }

    Rung primaryRung() {
        return rung(primary);
    }

    /** The weakest reader that reveals. */
    public Optional<Rung> weakestThatReveals() {
        return rungs.stream().filter(Rung::reveals).findFirst();
    }

    /** Readers that need less than the primary one and tell the classes better apart. */
    public List<Rung> cheaperAndBetter() {
        return rungs.stream()
                .filter(rung -> rung.beatsPrimary() && rung.kind().isWeakerThan(primary))
                .toList();
    }
}
