package org.subtext.bench.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.Perturbations;

class BatteryOfPhantomsTest {
    @Test
    void everySettingCanBeReadAndIsAskedOnce() {
        List<String> settings = BatteryOfPhantoms.settings();
        assertThat(settings)
                .doesNotHaveDuplicates()
                .allSatisfy(setting ->
                        assertThat(Perturbations.parse(setting).name()).isNotEmpty());
    }

    /** A planted band that lies between the battery's own could not be hit, whatever the battery answered. */
    @Test
    void everyPlantedRouteHasASettingThatWouldBeAHit() {
        List<Pointed> answers = BatteryOfPhantoms.settings().stream()
                .flatMap(setting -> answerOf(setting).stream())
                .toList();
        for (Phantom phantom : Phantom.all(Phantom.FIRST_SEED)) {
            PlantedRoute route = phantom.route();
            boolean isInTheTable = route instanceof PlantedRoute.Nothing || route instanceof PlantedRoute.Confounder;
            if (!isInTheTable) {
                assertThat(answers).as(phantom.name()).anyMatch(answer -> route.judge(answer) == Judgement.HIT);
            }
        }
    }

    /** What pointing at the thing that a setting keeps would say. */
    private static Optional<Pointed> answerOf(String setting) {
        String[] words = setting.split(" ");
        List<Double> numbers = Arrays.stream(words).skip(1).map(Double::valueOf).toList();
        return switch (words[0]) {
            case "band-pass" -> Optional.of(new Pointed(Pointed.Kind.BAND, setting, numbers));
            case "keep-tile" -> Optional.of(new Pointed(Pointed.Kind.TILE, setting, BatteryOfPhantoms.place(numbers)));
            case "keep-range" -> Optional.of(new Pointed(Pointed.Kind.GREY_RANGE, setting, numbers));
            default -> Optional.empty();
        };
    }
}
