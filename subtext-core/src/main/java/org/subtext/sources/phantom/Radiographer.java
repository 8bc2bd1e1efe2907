package org.subtext.sources.phantom;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Takes the pictures of a plan: paints the chest, plants the signal, exposes. Thread-safe after construction. */
final class Radiographer {
    private final PhantomPlan plan;
    private final float[][] textures;

    Radiographer(PhantomPlan plan) {
        this.plan = plan;
        this.textures = plan.signal().strength() == 0
                ? new float[0][]
                : IntStream.range(0, plan.classes().size())
                        .mapToObj(group -> ClassTexture.draw(plan, group))
                        .toArray(float[][]::new);
    }

    /** Grey values, 0 black to 1 white, of shape (side, side). */
    float[] take(Patient patient, Exposure exposure) {
        return take(patient, exposure, ImageFinding.NOTHING);
    }

    /** The same with what is drawn into the chest. */
    float[] take(Patient patient, Exposure exposure, ImageFinding finding) {
        PathLengths paths = Thorax.paint(patient, exposure, plan.side());
        finding.paint(paths, exposure);
        Detector detector = new Detector(plan.side(), exposure);
        return detector.expose(paths, planted(patient.group(), patient.expression(), paths, detector));
    }

    /** The extra attenuation of a class where a patient expresses it so much. */
    float[] planted(int group, double expression, PathLengths paths, Detector detector) {
        float[] extra = new float[plan.side() * plan.side()];
        if (plan.signal().strength() == 0) {
            return extra;
        }
        float[] texture = textures[group];
        float[] weight = weight(paths, detector);
        double amplitude = plan.signal().strength() * Detector.REFERENCE_NOISE * expression;
        for (int i = 0; i < extra.length; i++) {
            double thickness = paths.soft[i] + Thorax.LUNG_DEFICIT * paths.lung[i];
            // Fades out over the last 4 cm of tissue, so that the signal stays inside the body.
            extra[i] = (float) (amplitude * weight[i] * texture[i] * Math.min(1, thickness / 4));
        }
        return extra;
    }

    private float[] weight(PathLengths paths, Detector detector) {
        int side = plan.side();
        float[] weight = new float[side * side];
        if (plan.signal() instanceof PlantedSignal.Region region) {
            for (int i = 0; i < weight.length; i++) {
                weight[i] = 3 * (i / side) / side == region.row() && 3 * (i % side) / side == region.column() ? 1 : 0;
            }
        } else if (plan.signal() instanceof PlantedSignal.IntensityRange range) {
            float[] grey = detector.noiseless(paths);
            for (int i = 0; i < weight.length; i++) {
                weight[i] = grey[i] >= range.low() && grey[i] <= range.high() ? 1 : 0;
            }
        } else {
            Arrays.fill(weight, 1);
        }
        return weight;
    }
}
