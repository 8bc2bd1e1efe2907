package org.subtext.sources.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;

class PhantomPlanTest {
    private final PhantomPlan demo = PhantomPlan.demo();

    @Test
    void aPlanSurvivesJsonWithEveryKindOfSignal() {
        for (PlantedSignal signal : List.of(
                new PlantedSignal.None(),
                new PlantedSignal.Band(4, 9.5, 0.25),
                new PlantedSignal.Region(2, 0, 1),
                new PlantedSignal.IntensityRange(0.1, 0.4, 2))) {
            PhantomPlan plan = demo.withSignal(signal);
            assertThat(PhantomPlan.fromJson(plan.toJson())).isEqualTo(plan);
        }
    }

    @Test
    void allProblemsOfAPlanAreToldAtOnce() {
        List<ClassShare> classes = List.of(new ClassShare("A", 0.5), new ClassShare("A", 0.4));
        assertThatThrownBy(() -> new PhantomPlan(1, 3, 2, 16, classes, demo.signal(), demo.confounders(), 1, 12))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.problems())
                                .hasSize(7)
                                .anySatisfy(p -> assertThat(p.toString()).contains("at least one a class, got 1"))
                                .anySatisfy(p -> assertThat(p.toString()).contains("1 <= min <= max <= 99, got 3 to 2"))
                                .anySatisfy(p -> assertThat(p.toString()).contains("32 to 1024 pixels, got 16"))
                                .anySatisfy(p -> assertThat(p.toString()).contains("8 or 16, got 12"))
                                .anySatisfy(p -> assertThat(p.toString()).contains("class A is listed twice"))
                                .anySatisfy(p -> assertThat(p.toString()).contains("add up to 1, got 0.9"))
                                .anySatisfy(p -> assertThat(p.toString())
                                        .contains("needs a side of at least 32 pixels, got 16")));
    }

    @Test
    void signalsAndCorrelationsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new PlantedSignal.Band(9, 4, 1)).hasMessageContaining("0 < low < high");
        assertThatThrownBy(() -> new PlantedSignal.Region(3, 0, 1)).hasMessageContaining("row 3, column 0");
        assertThatThrownBy(() -> new PlantedSignal.IntensityRange(0.5, 1.5, 1)).hasMessageContaining("0.5 to 1.5");
        assertThatThrownBy(() -> new PlantedSignal.Band(4, 9, 0)).hasMessageContaining("use the kind 'none'");
        assertThatThrownBy(() -> new ConfounderCorrelations(0, 0, 1.2, 0, 0, 0))
                .hasMessageContaining("bmi with the attribute must lie in [-0.95, 0.95], got 1.2");
    }

    @Test
    void theHashChangesWithTheSignalAndTheSeed() {
        assertThat(demo.withSeed(1).hash()).isNotEqualTo(demo.hash());
        assertThat(demo.withSignal(new PlantedSignal.None()).hash()).isNotEqualTo(demo.hash());
        assertThat(PhantomPlan.demo().hash()).isEqualTo(demo.hash());
    }
}
