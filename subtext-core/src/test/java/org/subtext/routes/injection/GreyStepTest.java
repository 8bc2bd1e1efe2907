package org.subtext.routes.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.images.PixelLayout;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.provenance.Seed;
import org.subtext.readers.LinearFeatures;
import org.subtext.routes.TileAudit;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.statistics.Estimate;

/** Of a signal there is what a file could have held: finer values than 8 bits must not tell more. */
class GreyStepTest {
    private static final int SIDE = TileAudit.SIDE;
    private static final int PATIENTS = 80;
    private static final int BORDER = 2;
    private static final int NOISY = 12;
    private static final FaintSignal TEXTURE = new BandTexture(SIDE, 4, 8);

    /** Percent: four standard deviations of it lie below half a step of 8 bits. */
    private static final double BELOW = 0.04;

    @TempDir
    Path folder;

    @Test
    void aReaderCannotTellASignalBelowHalfAStep() throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "tile", PATIENTS).withPixels(new Bordered());
        InjectedAudit injected = new InjectedAudit(audit);
        // Put in as it is, a spectrum of a flat place gives it away: the test can fail.
        assertThat(auc(audit, injected, putIn(audit.pixels()))).isGreaterThan(0.95);
        PixelSource held = injected.injected(TEXTURE, BELOW, new Seed(5));
        assertThat(auc(audit, injected, held)).isLessThan(0.65); // standard error at 80 patients: 0.065
    }

    /** Noise of 8 bits that keeps less than all of a faint rise of local contrast. */
    @Test
    void whatIsAskedForIsHeldAfterRounding() throws IOException {
        FinishedAudit audit = TileAudit.in(folder, "tile", PATIENTS).withPixels(rounded(new Bordered()));
        InjectedAudit injected = new InjectedAudit(audit);
        FaintSignal contrast = new LocalContrast(SIDE);
        double stated = 1.2 * injected.range(contrast).least();
        double asked = injected.asked(contrast, stated);
        InjectedPixels pixels = injected.injected(contrast, asked, new Seed(3));
        LinearFeatures.of(pixels, audit.rows(), Progress.SILENT);
        assertThat(asked).isGreaterThan(1.004 * stated);
        assertThat(asked * pixels.heldShare()).isCloseTo(stated, within(0.002 * stated));
    }

    @Test
    void flatAreasChangeInWholeStepsAndBlackAndWhiteOnesNotAtAll() {
        Bordered source = new Bordered();
        BitSet all = new BitSet();
        all.set(0, PATIENTS);
        for (FaintSignal signal : new FaintSignal[] {TEXTURE, new GreyShift(), new LocalContrast(SIDE)}) {
            float[] before = read(source, 3);
            float[] after = read(new InjectedPixels(source, signal, 5, all, new Seed(1)), 3);
            int changed = 0;
            for (int i = 0; i < before.length; i++) {
                if (Bordered.isBorder(i)) {
                    assertThat(after[i]).as(signal.name() + " at " + i).isEqualTo(before[i]);
                } else if (Bordered.isFlat(i)) {
                    double steps = (after[i] - before[i]) * 255;
                    assertThat(steps).as(signal.name() + " at " + i).isCloseTo(Math.rint(steps), within(1e-3));
                    changed += Math.rint(steps) != 0 ? 1 : 0;
                } else {
                    changed += after[i] != before[i] ? 1 : 0;
                }
            }
            assertThat(changed).as(signal.name()).isGreaterThan(SIDE);
        }
    }

    @Test
    void aBorderOfOnePixelStaysBlackAndOneBlackPixelInNoiseIsNone() {
        float[] plane = noise(1);
        for (int y = 0; y < SIDE; y++) {
            plane[y * SIDE + SIDE - 1] = 0;
        }
        plane[5 * SIDE + 5] = 0;
        float[] changed = plane.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] += 0.01f;
        }
        new FlatAreas(plane, SIDE).hold(changed, 255);
        for (int y = 0; y < SIDE; y++) {
            assertThat(changed[y * SIDE + SIDE - 1]).isZero();
            assertThat(changed[y * SIDE + SIDE - 2]).isEqualTo(plane[y * SIDE + SIDE - 2] + 0.01f);
        }
        assertThat(changed[5 * SIDE + 5]).isEqualTo(0.01f);
    }

    @Test
    void noStrengthIsTriedThatChangesGreyValuesByLessThanHalfAStep() {
        PixelSource source = new Bordered();
        int[] rows = IntStream.range(0, PATIENTS).toArray();
        double half = 100 * 0.5 / 255;
        assertThat(GreyStep.tried(TEXTURE, source, rows).least()).isCloseTo(half, within(1e-4));
        assertThat(GreyStep.tried(new GreyShift(), source, rows).least()).isCloseTo(2 * half, within(1e-9));
        FaintSignal contrast = new LocalContrast(SIDE);
        FaintSignal.Range range = GreyStep.tried(contrast, source, rows);
        double squares = 0;
        for (int row = 0; row < 64; row++) {
            float[] before = read(source, row * PATIENTS / 64);
            float[] after = before.clone();
            contrast.add(after, range.least(), new Seed(1));
            for (int i = 0; i < after.length; i++) {
                squares += Math.pow(after[i] - before[i], 2);
            }
        }
        assertThat(100 * Math.sqrt(squares / (64 * SIDE * SIDE))).isCloseTo(half, within(1e-3));
        assertThat(range.most()).isEqualTo(contrast.range().most());
    }

    @Test
    void ofImagesOfOneGreyOnlyTheGreatestIsTried() {
        FaintSignal contrast = new LocalContrast(SIDE);
        FaintSignal.Range range = GreyStep.tried(contrast, new Even(), new int[] {0, 1});
        assertThat(range.least())
                .isEqualTo(range.most())
                .isEqualTo(contrast.range().most());
    }

    private static double auc(FinishedAudit audit, InjectedAudit injected, PixelSource with) {
        ReadHalves halves = injected.readBy(PlainReader.PIXELS);
        float[][] before = halves.rung().features(audit.pixels(), Progress.SILENT);
        float[][] after = LinearFeatures.of(with, audit.rows(), Progress.SILENT);
        int[] drawn = injected.halves().draw(new Seed(2));
        Estimate found = new RecoveryRule(audit.assessment(), null).auc(halves.read(after, before, drawn));
        return ((Estimate.Known) found).value();
    }

    private static float[] read(PixelSource source, int row) {
        float[] values = new float[SIDE * SIDE];
        source.read(row, FloatBuffer.wrap(values));
        return values;
    }

    /** Values of 16 bits. */
    private static float[] noise(int row) {
        SplittableRandom random = new Seed(row).random();
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (65535 * (0.3 + 0.3 * random.nextDouble())) / 65535f;
        }
        return values;
    }

    /** A black border, noise below and on the right, and flat elsewhere: one place of the reader lies within that. */
    private record Bordered() implements PixelSource {
        static boolean isBorder(int i) {
            return Math.min(Math.min(i / SIDE, i % SIDE), SIDE - 1 - Math.max(i / SIDE, i % SIDE)) < BORDER;
        }

        static boolean isFlat(int i) {
            return !isBorder(i) && i / SIDE < NOISY && i % SIDE < NOISY;
        }

        @Override
        public PixelLayout layout() {
            return TileAudit.LAYOUT;
        }

        @Override
        public int size() {
            return PATIENTS;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            float[] values = noise(row);
            for (int i = 0; i < values.length; i++) {
                target.put(isBorder(i) ? 0 : isFlat(i) ? 0.2f : values[i]);
            }
        }
    }

    private record Even() implements PixelSource {
        @Override
        public PixelLayout layout() {
            return TileAudit.LAYOUT;
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public void read(int row, FloatBuffer target) {
            target.put(new float[SIDE * SIDE]);
        }
    }

    /** Images of another source, of which each one's values, at its row, are changed. */
    private record Changed(PixelSource source, ObjIntConsumer<float[]> change) implements PixelSource {
        @Override
        public PixelLayout layout() {
            return source.layout();
        }

        @Override
        public int size() {
            return source.size();
        }

        @Override
        public void read(int row, FloatBuffer target) {
            float[] values = new float[layout().valuesPerImage()];
            source.read(row, FloatBuffer.wrap(values));
            change.accept(values, row);
            target.put(values);
        }
    }

    /** The signal between the steps. */
    private static PixelSource putIn(PixelSource source) {
        return new Changed(source, (values, row) -> TEXTURE.add(values, BELOW, new Seed(5).child("signal", row)));
    }

    /** The values of a file of 8 bits. */
    private static PixelSource rounded(PixelSource source) {
        return new Changed(source, (values, row) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.round(values[i] * 255) / 255f;
            }
        });
    }
}
