package org.subtext.harm.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.AskedValues;
import org.subtext.predictions.ScoreCells;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;

/** Who chooses and who is judged by a column; a patient who would do both is refused. */
record RoleColumn(RolePlan plan, String column, ScoreCells cells, Problems problems) {
    private static final int SHOWN = 20;

    /** What a row is for. */
    enum Role {
        CHOOSES,
        IS_JUDGED,
        NEITHER
    }

    /**
     * The role of each image.
     *
     * @param patients whose an image is; null where nobody knows
     * @param needsChoice whether any threshold is chosen
     */
    Role[] read(Images images, IntFunction<@Nullable String> patients, boolean needsChoice) {
        AskedValues choose = AskedValues.of(plan.choose());
        AskedValues judge = AskedValues.of(plan.judge());
        Role[] roles = new Role[images.count()];
        Set<String> values = new LinkedHashSet<>();
        boolean chooses = false;
        boolean isJudged = false;
        for (int image = 0; image < roles.length; image++) {
            String cell = cells.get(column, images.firstRow()[image]);
            roles[image] = choose.holds(cell) ? Role.CHOOSES : judge.holds(cell) ? Role.IS_JUDGED : Role.NEITHER;
            chooses |= roles[image] == Role.CHOOSES;
            isJudged |= roles[image] == Role.IS_JUDGED;
            if (cell != null) {
                values.add(cell);
            }
        }
        if (!isJudged) {
            problems.add(none("is judged", plan.judge(), values, Argument.HARM_JUDGE));
        }
        if (needsChoice && !chooses) {
            problems.add(none("chooses thresholds", plan.choose(), values, Argument.HARM_CHOOSE)
                    .and(" Or give a threshold from elsewhere: ")
                    .set(Argument.HARM_THRESHOLD, "NUMBER")
                    .and("."));
        }
        refuseBoth(images, roles, patients);
        return roles;
    }

    private Sentence none(String does, List<String> asked, Set<String> values, Argument knob) {
        List<String> shown = values.stream().limit(SHOWN).toList();
        return Sentence.of("Nobody " + does + ": column " + column + " never holds " + String.join(", ", asked)
                        + ". It holds " + String.join(", ", shown) + ". Name its values: ")
                .set(knob, shown.isEmpty() ? "VALUE" : shown.get(shown.size() - 1))
                .and(".");
    }

    private void refuseBoth(Images images, Role[] roles, IntFunction<@Nullable String> patients) {
        Map<String, Integer> chosenAt = new HashMap<>();
        for (int image = 0; image < roles.length; image++) {
            String patient = patients.apply(image);
            if (patient != null && roles[image] == Role.CHOOSES) {
                chosenAt.putIfAbsent(patient, images.firstRow()[image]);
            }
        }
        List<String> rows = new ArrayList<>();
        Set<String> both = new LinkedHashSet<>();
        for (int image = 0; image < roles.length; image++) {
            String patient = patients.apply(image);
            Integer chosen = patient == null || roles[image] != Role.IS_JUDGED ? null : chosenAt.get(patient);
            if (chosen != null && patient != null && both.add(patient)) {
                rows.add(cells.table().rowNumber(chosen) + " and "
                        + cells.table().rowNumber(images.firstRow()[image]));
            }
        }
        if (!both.isEmpty()) {
            problems.add(Sentence.of(both.size() + (both.size() == 1 ? " patient has" : " patients have")
                            + " images on which thresholds are chosen and others that are judged (rows "
                            + String.join("; ", rows.subList(0, Math.min(3, rows.size())))
                            + "). All images of a patient belong in one part: give each patient one value of " + column
                            + ", or leave out ")
                    .and(Argument.HARM_ROLE)
                    .and(", and patients are dealt into parts."));
        }
    }
}
