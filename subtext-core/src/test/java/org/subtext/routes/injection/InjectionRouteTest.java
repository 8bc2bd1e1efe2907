package org.subtext.routes.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.routes.GivenNetwork;
import org.subtext.routes.TileAudit;
import org.subtext.routes.TwoFoldAudit;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Recovery;
import org.subtext.routes.contract.RoutesPlan;
import org.subtext.routes.contract.RuledOut;

class InjectionRouteTest {
    private static final int PATIENTS = 60;
    private static final int FEW = 6;

    @TempDir
    Path folder;

    @Test
    void aTextureIsFoundInNoiseAtSomeStrengthAndHalvesWithoutOneAreNot() throws Exception {
        FinishedAudit audit = audit(PATIENTS);
        List<Experiment> experiments = experiments(audit);
        assertThat(experiments.stream().map(one -> one.setting().label()))
                .hasSize(4)
                .doesNotHaveDuplicates();
        Evidence evidence = experiments.get(0).run(audit, Progress.SILENT);
        Recovery recovery = evidence.recoveries().get(0);
        assertThat(recovery.bound()).isEqualTo(Recovery.Bound.FOUND_AT);
        // The noise has a deviation of 5.8 %; spectra of 60 images do not show a twentieth of it, and do show as much.
        assertThat(recovery.strength()).isBetween(0.3, 5.8);
        assertThat(recovery.interval()).isNotNull();
        assertThat(recovery.anew().found()).isGreaterThanOrEqualTo(10);
        assertThat(recovery.anew().draws()).isEqualTo(20);
        List<String> row = evidence.tables().get(0).rows().get(0);
        assertThat(row.get(0)).isEqualTo(RuledOut.strength(recovery));
        assertThat(Integer.parseInt(row.get(5).split(" ")[0]))
                .as("of 20 controls at a level of 5 percent, of which more than 4 are found once in 400 times")
                .isLessThanOrEqualTo(4);
        assertThat(evidence.sentences()).isEqualTo(RuledOut.sentences(List.of(recovery)));
    }

    @Test
    void thePatternIsReadByBandsAndTheOthersByPixelsAndSpectra() throws Exception {
        FinishedAudit audit = audit(PATIENTS);
        Evidence evidence = experiments(audit).get(1).run(audit, Progress.SILENT);
        Recovery recovery = evidence.recoveries().get(0);
        assertThat(recovery.reader()).isEqualTo(Recovery.Reader.BANDS);
        assertThat(recovery.strength()).isBetween(0.1, 5.8);
        assertThat(recovery.anew().found()).isGreaterThanOrEqualTo(10);
        assertThat(evidence.tables().get(0).title()).endsWith("by the linear reader of bands of frequency");
        assertThat(evidence.sentences().get(0)).contains("by the linear reader of bands of frequency");
        assertThat(InjectionRoute.signals(audit))
                .extracting(FaintSignal::reader)
                .containsExactly(PlainReader.PIXELS, PlainReader.BANDS, PlainReader.PIXELS, PlainReader.PIXELS);
    }

    @Test
    void fewPatientsClaimNothing() throws Exception {
        FinishedAudit audit = audit(FEW);
        Recovery recovery = experiments(audit)
                .get(0)
                .run(audit, Progress.SILENT)
                .recoveries()
                .get(0);
        assertThat(recovery.bound()).isEqualTo(Recovery.Bound.NONE);
        assertThat(recovery.strength()).isNull();
        assertThat(recovery.curve()).isEmpty();
    }

    @Test
    void aNetworkThatWasGivenLeavesNothingToTeachWith() throws IOException {
        FinishedAudit audit = GivenNetwork.of(TileAudit.in(folder, "tile", FEW));
        assertThatExceptionOfType(NotRunException.class)
                .isThrownBy(() -> experiments(audit))
                .withMessageContaining("no training images");
    }

    /** Of one image a patient, in two folds, with small images and few draws so that it is quick. */
    private FinishedAudit audit(int patients) throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "random", patients);
        return new FinishedAudit(
                audit.cohort(),
                new Noise(patients),
                audit.rows(),
                audit.folds(),
                audit.predictions(),
                audit.trainer(),
                audit.training(),
                AssessmentPlan.ofDefaults(1).withDraws(100),
                audit.seed(),
                audit.folder(),
                false);
    }

    private static List<Experiment> experiments(FinishedAudit audit) throws NotRunException {
        return new InjectionRoute().experiments(audit, RoutesPlan.NONE);
    }

    /** Even from 0.4 to 0.6. */
    private record Noise(int size) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return TwoFoldAudit.LAYOUT;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            SplittableRandom random = new Seed(4).child("image", row).random();
            for (int i = 0; i < layout().valuesPerImage(); i++) {
                target.put((float) (0.4 + 0.2 * random.nextDouble()));
            }
        }
    }
}
