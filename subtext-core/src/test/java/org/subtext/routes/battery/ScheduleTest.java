package org.subtext.routes.battery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.perturbation.contract.Band;
import org.subtext.perturbation.contract.Part;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.contract.Tile;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.contract.Work;
import org.subtext.testing.Seeds;

class ScheduleTest {
    /** The price is the position's own, told by a map, as the battery tells it by measured speeds. */
    private record Priced(Setting setting, int information, Work work) implements Experiment {
        Priced(Subject subject, int information) {
            this(new Setting("r", subject, Mode.TESTED_UNDER), information, Work.NONE);
        }

        static Priced named(String name, int information) {
            return new Priced(new Subject.Named(name), information);
        }

        /** Keeps that part, or takes it away. */
        static Priced about(Part part, boolean kept, int information) {
            Role role = kept ? new Role.Keeps(part) : new Role.Removes(part);
            return new Priced(
                    new Subject.Perturbed(List.of(new Subject.Perturbed.Step(role + "", List.of(), false)), role),
                    information);
        }

        Priced training() {
            return new Priced(setting, information, new Work(0, 100, 0));
        }

        @Override
        public Evidence run(FinishedAudit audit, Progress progress) {
            throw new UnsupportedOperationException();
        }
    }

    @Seeds
    void theBudgetIsKeptAndNothingThatTellsMoreIsLeftOutForWhatTellsLess(SplittableRandom random) {
        List<Experiment> experiments = new ArrayList<>();
        Map<Experiment, Double> map = new HashMap<>();
        ToDoubleFunction<Experiment> prices = e -> requireNonNull(map.get(e));
        for (int i = random.nextInt(30); i >= 0; i--) {
            Experiment one = Priced.named("s" + i, 1 + random.nextInt(3));
            experiments.add(one);
            map.put(one, 1.0 + random.nextInt(100));
        }
        int budget = 1 + random.nextInt(1000);
        Schedule schedule = Schedule.within(budget + "s", experiments, prices);

        assertThat(schedule.chosen()).noneMatch(schedule.leftOut()::contains);
        assertThat(schedule.chosen().size() + schedule.leftOut().size()).isEqualTo(experiments.size());
        assertThat(schedule.seconds())
                .isEqualTo(schedule.chosen().stream().mapToDouble(prices).sum())
                .isLessThanOrEqualTo(budget);
        for (Experiment left : schedule.leftOut()) {
            double better = schedule.chosen().stream()
                    .filter(e -> e.information() >= left.information())
                    .mapToDouble(prices)
                    .sum();
            assertThat(better + prices.applyAsDouble(left)).isGreaterThan(budget);
        }
    }

    @Test
    void withoutABudgetEverythingIsRunAndWhatTellsTheMostComesFirst() {
        Experiment refinement = Priced.named("a", 1);
        Experiment naming = Priced.named("b", 3);

        assertThat(Schedule.within(null, List.of(refinement, naming), e -> 1e9).chosen())
                .containsExactly(naming, refinement);
    }

    @Test
    void whatCanBePointedAtComesFirstThenCurvesThenWhatBearsThemOutThenTrainings() {
        Experiment trained = Priced.about(new Band(8, 16), false, 2).training();
        Experiment control = Priced.named("noise without a direction", 1);
        Experiment curve = Priced.named("attack", 2);
        Experiment narrow = Priced.about(new Band(8, 11), true, 1);
        Experiment region = new Priced(new Subject.Region("body", true, false), 3);
        Experiment column = new Priced(new Subject.OneColumn("age"), 2);
        Experiment band = Priced.about(new Band(8, 16), true, 2);
        List<Experiment> all = List.of(trained, control, curve, narrow, region, column, band);

        List<Experiment> chosen =
                Schedule.within("10h", all, e -> e == band ? 2 : 1).chosen();

        assertThat(chosen).containsExactly(column, band, narrow, region, curve, control, trained);
    }

    @Test
    void aSmallBudgetBuysTheCheapestSortWholeBeforeOneOfAnother() {
        List<Experiment> tiles = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            tiles.add(Priced.about(new Tile(3, i), true, 2));
            tiles.add(Priced.about(new Tile(3, i), false, 2));
        }
        List<Experiment> bands = List.of(
                Priced.about(new Band(4, 8), true, 2),
                Priced.about(new Band(4, 8), false, 2),
                Priced.about(new Band(8, 16), true, 2),
                Priced.about(new Band(8, 16), false, 2));
        List<Experiment> all = new ArrayList<>(tiles);
        all.addAll(bands);

        Schedule schedule = Schedule.within("10s", all, e -> 1);

        assertThat(schedule.chosen())
                .startsWith(bands.toArray(Experiment[]::new))
                .hasSize(10);
        assertThat(schedule.whatMoreWouldBuy())
                .contains("The budget left out 12 settings. A longer one would be spent, in this order, on what can be"
                        + " pointed at (12 settings, about 12 s).");
        assertThat(Schedule.within(null, all, e -> 1).whatMoreWouldBuy()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2h,7200", "45m,2700", "45 min,2700", "1h30m,5400", "1.5h,5400", "90s,90", "1H 2M 3S,3723"})
    void aBudgetIsReadAsItIsWritten(String budget, double seconds) {
        assertThat(Schedule.seconds(budget)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "2", "0h", "-1h", "two hours", "h", "1h30", "2h2h"})
    void whatIsNoTimeIsRefusedWithAnExample(String budget) {
        assertThatThrownBy(() -> Schedule.seconds(budget))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"" + budget + "\"")
                .hasMessageContaining("2h");
    }
}
