package org.subtext.routes.battery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.problems.InvalidInputException;
import org.subtext.routes.Routes;
import org.subtext.routes.contract.RoutesPlan;

class RoutesPlanCheckTest {
    @Test
    void aControlThatIsAskedForAsASettingIsToldHowAndCanBeHadSo() {
        assertThatThrownBy(() -> require(RoutesPlan.NONE.withSettings(List.of("shuffled control"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("There is no perturbation \"shuffled\"")
                .hasMessageContaining("routes.routes: shuffled-attribute")
                .hasMessageContaining("list the routes");
        assertThatCode(() -> require(RoutesPlan.NONE.withRoutes(List.of("shuffled-attribute"))))
                .doesNotThrowAnyException();
    }

    @Test
    void aPerturbationWithWrongNumbersIsNotSentToRoutes() {
        assertThatThrownBy(() -> require(RoutesPlan.NONE.withSettings(List.of("inversion 3"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("shuffled-attribute");
    }

    private static void require(RoutesPlan plan) {
        RoutesPlanCheck.require(plan, Routes.all(), List.of());
    }
}
