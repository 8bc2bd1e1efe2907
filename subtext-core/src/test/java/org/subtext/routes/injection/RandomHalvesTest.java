package org.subtext.routes.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.provenance.Seed;
import org.subtext.routes.MeanTrainer;
import org.subtext.routes.TileAudit;
import org.subtext.routes.TwoFoldAudit;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Fold;

class RandomHalvesTest {
    private static final int DRAWS = 60;

    @TempDir
    Path folder;

    @Test
    void halfOfThePatientsOfEachFoldAreDrawnWithAllTheirImages() throws IOException {
        FinishedAudit two = TwoFoldAudit.in(folder, new MeanTrainer());
        RandomHalves halves = RandomHalves.of(two);
        for (int[] drawn : draws(halves)) {
            for (Fold fold : two.folds()) {
                Map<String, Set<Integer>> byPatient = new HashMap<>();
                for (int position : fold.test()) {
                    byPatient
                            .computeIfAbsent(two.cohort().images().get(position).patient(), p -> new HashSet<>())
                            .add(drawn[position]);
                }
                assertThat(byPatient.values())
                        .allSatisfy(answers -> assertThat(answers).hasSize(1));
                assertThat(byPatient).hasSize(10);
                assertThat(byPatient.values().stream().filter(answers -> answers.contains(1)))
                        .hasSize(5);
            }
        }
    }

    @Test
    void ofAnOddNumberACoinSaysWhereTheLastOneGoes() throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "tile", 14); // seven a fold
        Map<Integer, Long> held = draws(RandomHalves.of(audit)).stream()
                .map(drawn -> Arrays.stream(audit.folds().get(0).test())
                        .map(position -> drawn[position])
                        .sum())
                .collect(Collectors.groupingBy(sum -> sum, Collectors.counting()));
        assertThat(held.keySet()).containsExactlyInAnyOrder(3, 4);
        assertThat(held.values()).allSatisfy(count -> assertThat(count).isGreaterThan(DRAWS / 4));
    }

    @Test
    void everyPatientIsDrawnAboutAsOften() throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "tile", 20);
        int[] counts = new int[20];
        for (int[] drawn : draws(RandomHalves.of(audit))) {
            Arrays.setAll(counts, i -> counts[i] + drawn[i]);
        }
        // Binomial(60, 1/2): 30 with a deviation of 3.9; four of these.
        assertThat(Arrays.stream(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(14, 46));
    }

    @Test
    void aSeedDrawsTheSameAndAnotherDrawsAnew() throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "tile", 20);
        RandomHalves halves = RandomHalves.of(audit);
        assertThat(halves.draw(new Seed(1))).isEqualTo(RandomHalves.of(audit).draw(new Seed(1)));
        assertThat(draws(halves).stream().map(Arrays::toString).distinct().count())
                .isGreaterThan(DRAWS - 5);
    }

    private static List<int[]> draws(RandomHalves halves) {
        return IntStream.range(0, DRAWS).mapToObj(k -> halves.draw(new Seed(k))).toList();
    }
}
