package org.subtext.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.progress.Progress;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.maps.SaliencyRoute;
import org.subtext.routes.maps.SlidingOcclusionRoute;

/** Maps of a real network on phantoms with a planted tile: evidence after training, and loudly none before. */
class SaliencyOfPhantomTest {
    private static final int PATIENTS = 240;

    @TempDir
    static Path folder;

    private static FinishedAudit trained;
    private static FinishedAudit random;

    @BeforeAll
    static void make() throws IOException {
        PhantomOfTile phantom = new PhantomOfTile(folder, PATIENTS);
        trained = phantom.trained();
        random = phantom.random();
    }

    private static Evidence run(FinishedAudit audit, Route route, String label) throws NotRunException {
        Experiment experiment = route.experiments(audit, RoutesPlan.NONE).stream()
                .filter(one -> one.setting().label().equals(label))
                .findFirst()
                .orElseThrow();
        return experiment.run(audit, Progress.SILENT);
    }

    @Test
    void mapsOfATrainedNetworkPassTheirSanityChecks() throws Exception {
        Evidence evidence = run(trained, new SaliencyRoute(), "Grad-CAM maps");
        assertThat(evidence.sentences().get(0)).startsWith("Grad-CAM maps pass their sanity checks");
        assertThat(evidence.sentences().get(1)).contains("row 2, column 1");
    }

    @Test
    void mapsOfANetworkWithRandomWeightsFailTheirSanityChecksLoudly() throws Exception {
        Evidence evidence = run(random, new SaliencyRoute(), "Grad-CAM maps");
        assertThat(evidence.sentences())
                .singleElement()
                .asString()
                .startsWith("FAILED: Grad-CAM maps DO NOT PASS their sanity checks and ARE NO EVIDENCE")
                .contains("the network itself does not read the attribute")
                .contains("matter no more than places at random");
    }

    @Test
    void theAucFallsMostWhereTheTileWasPlanted() throws Exception {
        Evidence evidence = run(trained, new SlidingOcclusionRoute(), "hidden-tile 1/4");
        String where = evidence.tables().get(0).rows().get(0).get(0);
        // the planted tile reaches from 0 to 33 % and from 33 % to 67 %
        assertThat(where).matches("(13|25) % from the left, (38|50|63) % from the top");
        assertThat(evidence.sentences().get(0)).contains("costs the most");
    }
}
