package org.subtext.routes.perturbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.Perturbation;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.Setting;

class PerturbationRouteTest {
    private static final PixelLayout FULL = new PixelLayout(224, 1, Resize.AREA_AVERAGE);
    private static final PixelLayout SMALL = new PixelLayout(64, 1, Resize.AREA_AVERAGE);

    private static RoutesPlan plan(boolean studyFaithful, String... settings) {
        return RoutesPlan.NONE
                .withRoutes(List.of("all"))
                .withSettings(List.of(settings))
                .withStudyFaithful(studyFaithful);
    }

    private static List<String> names(String kind, RoutesPlan plan, PixelLayout layout) {
        return new PerturbationRoute(Perturbations.kind(kind))
                .settings(plan, layout).stream().map(Perturbation::name).toList();
    }

    private static Setting setting(String kind, String setting) {
        return new PerturbationRoute(Perturbations.kind(kind)).setting(Perturbations.parse(setting), Mode.TESTED_UNDER);
    }

    @Test
    void studyGridIsRunWhole() {
        assertThat(names("low-pass", plan(false), FULL))
                .hasSize(13)
                .startsWith("low-pass 1")
                .endsWith("low-pass 200");
        assertThat(names("notch", plan(false), FULL)).hasSize(27).contains("notch 10 25", "notch 125 150");
        assertThat(names("keep-tile", plan(false), FULL)).hasSize(9);
    }

    @Test
    void ofSettingsThatDoTheSameOnlyTheFirstIsRun() {
        assertThat(names("low-pass", plan(false), SMALL))
                .containsExactly(
                        "low-pass 1",
                        "low-pass 3",
                        "low-pass 5",
                        "low-pass 8",
                        "low-pass 10",
                        "low-pass 15",
                        "low-pass 25",
                        "low-pass 50");
        assertThat(names("high-pass", plan(false), SMALL)).endsWith("high-pass 25", "high-pass 50");
        assertThat(names("resolution", plan(false), SMALL))
                .containsExactly("resolution 4", "resolution 8", "resolution 16", "resolution 32", "resolution 64");
        assertThat(names("band-pass", plan(false), SMALL))
                .containsExactly(
                        "band-pass 1 4",
                        "band-pass 4 8",
                        "band-pass 8 16",
                        "band-pass 16 32",
                        "band-pass 32 64",
                        "band-pass 64 160",
                        "band-pass 10 25",
                        "band-pass 10 50",
                        "band-pass 25 50");
    }

    @Test
    void settingsOfThePlanAreAddedToTheirKind() {
        RoutesPlan plan = plan(false, "low-pass 12", "notch 3 7", "low-pass 10", "low-pass 12 + keep-tile 2 1");

        assertThat(names("low-pass", plan, FULL)).hasSize(15).contains("low-pass 12", "low-pass 12 + keep-tile 2 1");
        assertThat(names("notch", plan, FULL)).contains("notch 3 7");
    }

    @Test
    void studyFaithfulSettingsSaySoInTheirNames() {
        assertThat(names("low-pass", plan(true), FULL)).hasSize(13).contains("low-pass 10 as coded");
        assertThat(names("resolution", plan(true), FULL))
                .as("the study's code is not known")
                .contains("resolution 16");
    }

    @Test
    void positionIsTheOnlyNumber() {
        assertThat(setting("low-pass", "low-pass 2.5").position()).isEqualTo(2.5);
        assertThat(setting("low-pass", "low-pass 10 as coded").position()).isEqualTo(10.0);
        assertThat(setting("low-pass", "low-pass 10 + keep-tile 3 4").position())
                .isNull();
        assertThat(setting("low-pass", "low-pass 10 + keep-tile 3 4 as coded").position())
                .isNull();
        assertThat(setting("notch", "notch 10 25").position()).isNull();
        assertThat(setting("phase-only", "phase-only").position()).isNull();
    }
}
