package org.subtext.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.subtext.perturbation.contract.PerturbationFamily;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.perturbation.contract.PlannedPerturbation;
import org.subtext.perturbation.contract.Role;
import org.subtext.perturbation.contract.Tile;
import org.subtext.perturbation.pixels.PixelValues;
import org.subtext.provenance.Seed;
import org.subtext.routes.SimulatedBattery;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Pointer;
import org.subtext.routes.contract.RouteFindings;
import org.subtext.routes.contract.RoutesAssessment;

/** Kinds that nothing but this file knows, as a battery reads them and a report shows them. */
class NewKindTest {
    private static final PerturbationFamily FAMILY = new PerturbationFamily("fog", "How much fog does it survive?");

    /** A rung of a ladder. */
    private record Fog(double density) implements PlannedPerturbation {
        private static final PerturbationKind KIND = new PerturbationKind(
                "fog", FAMILY, "density (of the image)", 1, List.of("fog 0.5"), numbers -> new Fog(numbers.get(0)));

        @Override
        public PerturbationKind kind() {
            return KIND;
        }

        @Override
        public List<Double> numbers() {
            return List.of(density);
        }

        @Override
        public Role role() {
            return new Role.Rung(KIND.parameters(), density, Role.Harsher.LARGER, "fog of density %s");
        }

        @Override
        public String description() {
            return "seen through fog";
        }

        @Override
        public PixelValues apply(PixelValues image, int row, Seed seed) {
            return image;
        }
    }

    /** Keeps or removes a part. */
    private record Spot(boolean keeps, int index) implements PlannedPerturbation {
        private static final PerturbationKind LIT = kind("lit-spot", true);
        private static final PerturbationKind DARK = kind("dark-spot", false);

        private static PerturbationKind kind(String name, boolean keeps) {
            return new PerturbationKind(
                    name,
                    FAMILY,
                    "number of the spot",
                    1,
                    List.of(name + " 0"),
                    numbers -> new Spot(keeps, numbers.get(0).intValue()));
        }

        @Override
        public PerturbationKind kind() {
            return keeps ? LIT : DARK;
        }

        @Override
        public List<Double> numbers() {
            return List.of((double) index);
        }

        @Override
        public Role role() {
            Tile tile = new Tile(2, index);
            return keeps ? new Role.Keeps(tile) : new Role.Removes(tile);
        }

        @Override
        public String description() {
            return "one spot";
        }

        @Override
        public PixelValues apply(PixelValues image, int row, Seed seed) {
            return image;
        }
    }

    private static RoutesAssessment assessed() {
        SimulatedBattery battery = new SimulatedBattery(264, 2.2, 4);
        for (double density : new double[] {0.1, 0.3, 0.6, 0.9}) {
            battery.with(new Fog(density), Mode.TESTED_UNDER, density < 0.5 ? 0.9 : 0);
        }
        for (int spot = 0; spot < 4; spot++) {
            battery.with(new Spot(true, spot), Mode.TESTED_UNDER, spot == 2 ? 0.9 : 0.02);
            battery.with(new Spot(false, spot), Mode.TESTED_UNDER, spot == 2 ? 0.05 : 0.97);
        }
        return battery.assessed();
    }

    @Test
    void aBatteryReadsThemByWhatTheySayOfThemselves() {
        RoutesAssessment found = assessed();

        assertThat(found.pointers()).singleElement().satisfies(pointer -> {
            assertThat(pointer.kind()).isEqualTo(Pointer.Kind.TILE);
            assertThat(pointer.what()).isEqualTo("the tile in row 2, column 1 of 2 × 2");
        });
        assertThat(found.routes()).extracting(RouteFindings::route).containsExactly("fog", "lit-spot", "dark-spot");
        assertThat(found.routes().get(0).reading())
                .singleElement()
                .asString()
                .startsWith("Survives fog of density 0.3 (tested under): fog 0.3, AUC");
        assertThat(found.routes().get(1).reading())
                .singleElement()
                .asString()
                .startsWith("Kept alone (tested under), ")
                .contains("highest: the tile in row 2, column 1 of 2 × 2, AUC");
    }

    @Test
    void aReportShowsThemWithTheirQuestionCurveAndTiles() {
        String html = HtmlReport.render(ReportFixtures.routesOfTwoClasses().withRoutes(assessed()));

        assertThat(html.contains("Fog: How much fog does it survive?")).isTrue();
        assertThat(html.contains("Fog: AUC over density (of the image).")).isTrue();
        assertThat(html.contains("AUC when one tile is kept, tested under, as tiles lie on the image"))
                .isTrue();
        assertThat(html.contains("Change of the AUC when one tile is taken away, tested under"))
                .isTrue();
    }
}
