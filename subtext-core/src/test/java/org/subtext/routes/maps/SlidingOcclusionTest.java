package org.subtext.routes.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.routes.TileAudit;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.RoutesPlan;

class SlidingOcclusionTest {
    @TempDir
    Path folder;

    private static Evidence run(FinishedAudit audit, int tilesAcross) throws NotRunException {
        return new SlidingOcclusionRoute(List.of(tilesAcross))
                .experiments(audit, RoutesPlan.NONE)
                .get(0)
                .run(audit, Progress.SILENT);
    }

    @Test
    void theMapPointsAtThePlantedTileAndAtNothingElse() throws Exception {
        Evidence evidence = run(TileAudit.in(folder, "tile", 200), 4);
        // the tile's centre: column 2 and row 1 of 4
        assertThat(evidence.sentences())
                .singleElement()
                .asString()
                .contains("costs the most 63 % from the left, 38 % from the top");
        List<List<String>> rows = evidence.tables().get(0).rows();
        assertThat(rows.get(0).get(0)).isEqualTo("63 % from the left, 38 % from the top");
        // without its tile the network knows nothing, so the AUC falls to one half
        double fall = Double.parseDouble(rows.get(0).get(1).split(" ")[0]);
        String unchanged = evidence.tables().get(0).note().replaceAll(".*unchanged AUC ([0-9.]+).*", "$1");
        assertThat(Double.parseDouble(unchanged) - fall).isBetween(0.4, 0.6);
    }

    @Test
    void placesThatTheNetworkDoesNotReadCostNothing() throws Exception {
        Evidence evidence = run(TileAudit.in(folder, "tile", 200), 8);
        // tiles of 2 × 2 pixels lie side by side: four of them make up the planted tile
        assertThat(evidence.sentences().get(0)).contains("of 64 places");
        assertThat(evidence.tables().get(0).rows().subList(0, 4))
                .allSatisfy(row -> assertThat(row.get(0)).matches("(56|69) % from the left, (31|44) % from the top"));
        assertThat(evidence.tables().get(0).rows().subList(4, 8))
                .allSatisfy(row -> assertThat(row.get(1)).isEqualTo("0.000 (0.000–0.000)"));
    }

    @Test
    void aNetworkThatReadsNothingHasNoPlaces() throws Exception {
        Evidence evidence = run(TileAudit.in(folder, "random", 200), 4);
        assertThat(evidence.sentences()).singleElement().asString().contains("can show nothing");
    }

    @Test
    void aHiddenPlaceHoldsTheTypicalImageAtTheBrightnessOfTheRest() throws Exception {
        FinishedAudit audit = TileAudit.in(folder, "tile", 40);
        float[] typical = HiddenPlaces.typical(audit.pixels(), audit.rows());
        boolean[] marks = new boolean[TileAudit.SIDE * TileAudit.SIDE];
        marks[17] = true;
        float[] before = read(audit.pixels(), 3);
        float[] after = read(new HiddenPlaces(audit.pixels(), typical, row -> marks), 3);
        double difference = 0;
        for (int i = 0; i < after.length; i++) {
            if (i != 17) {
                assertThat(after[i]).isEqualTo(before[i]);
                difference += (before[i] - typical[i]) / (after.length - 1.0);
            }
        }
        assertThat((double) after[17]).isCloseTo(typical[17] + difference, within(1e-6));
    }

    private static float[] read(PixelSource pixels, int row) {
        float[] values = new float[pixels.layout().valuesPerImage()];
        pixels.read(row, FloatBuffer.wrap(values));
        return values;
    }
}
