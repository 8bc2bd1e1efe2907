package org.subtext.routes.injection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.subtext.provenance.Seed;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;

/**
 * Draws half of the patients of each fold, or of each part where there was one division, so that who holds a signal is
 * even everywhere. Recorded classes play no part. Of an odd number the coin says where the last one goes.
 */
final class RandomHalves {
    /** Patients by the place in which they are assessed, in the order of the cohort. */
    private final List<int[]> groups;

    private final int[] patientOfPosition;
    private final int patients;

    private RandomHalves(List<int[]> groups, int[] patientOfPosition, int patients) {
        this.groups = groups;
        this.patientOfPosition = patientOfPosition;
        this.patients = patients;
    }

    static RandomHalves of(FinishedAudit audit) {
        int[] patientOf = audit.cohort().patientOrdinals();
        int[] placeOf = new int[audit.cohort().patients().size()];
        Fold first = audit.folds().get(0);
        assign(placeOf, patientOf, first.training(), -1);
        assign(placeOf, patientOf, first.validation(), -2);
        for (int fold = 0; fold < audit.folds().size(); fold++) {
            assign(placeOf, patientOf, audit.folds().get(fold).test(), fold);
        }
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int patient = 0; patient < placeOf.length; patient++) {
            groups.computeIfAbsent(placeOf[patient], place -> new ArrayList<>()).add(patient);
        }
        return new RandomHalves(
                groups.values().stream()
                        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                        .toList(),
                patientOf,
                placeOf.length);
    }

    private static void assign(int[] placeOf, int[] patientOf, int[] positions, int place) {
        Arrays.stream(positions).forEach(position -> placeOf[patientOf[position]] = place);
    }

    /** 1 for every position whose patient was drawn, 0 for the others. */
    int[] draw(Seed seed) {
        BitSet drawn = new BitSet(patients);
        SplittableRandom coin = seed.child("coin").random();
        for (int g = 0; g < groups.size(); g++) {
            int[] shuffled = seed.child("group", g).shuffled(groups.get(g));
            int half = shuffled.length / 2 + (shuffled.length % 2 == 1 && coin.nextBoolean() ? 1 : 0);
            Arrays.stream(shuffled).limit(half).forEach(drawn::set);
        }
        return Arrays.stream(patientOfPosition)
                .map(patient -> drawn.get(patient) ? 1 : 0)
                .toArray();
    }

    /** The patient of each position, from 0. */
    int[] patientOfPosition() {
        return patientOfPosition;
    }
}
