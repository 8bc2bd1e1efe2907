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
    private record Priced(Setting setting, int information) implements Experiment {
        @Override
        public Work work() {
            return Work.NONE;
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
            Experiment one =
                    new Priced(new Setting("r", new Subject.Named("s" + i), Mode.FROM_TABLE), 1 + random.nextInt(3));
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
        Experiment refinement = new Priced(new Setting("r", new Subject.Named("a"), Mode.FROM_TABLE), 1);
        Experiment naming = new Priced(new Setting("r", new Subject.Named("b"), Mode.FROM_TABLE), 3);

        assertThat(Schedule.within(null, List.of(refinement, naming), e -> 1e9).chosen())
                .containsExactly(naming, refinement);
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

    @ParameterizedTest
    @CsvSource({"3.4,3 s", "99,99 s", "100,2 min", "3600,60 min", "5400,1 h 30 min", "7260,2 h 1 min"})
    void durationsAreSaidInWords(double seconds, String words) {
        assertThat(Schedule.words(seconds)).isEqualTo(words);
    }
}
