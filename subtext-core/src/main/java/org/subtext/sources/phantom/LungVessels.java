package org.subtext.sources.phantom;

import java.util.SplittableRandom;
import org.subtext.provenance.Seed;

/** Blood vessels that branch from each hilum into the lung: the markings that fill a radiograph's dark fields. */
final class LungVessels {
    private static final int TRUNKS = 9;
    private static final int GENERATIONS = 4;

    private final SplittableRandom random;
    private final Frame frame;
    private final PathLengths paths;

    private LungVessels(SplittableRandom random, Frame frame, PathLengths paths) {
        this.random = random;
        this.frame = frame;
        this.paths = paths;
    }

    static void paint(Seed patient, Anatomy anatomy, Frame frame, PathLengths paths) {
        LungVessels vessels = new LungVessels(patient.child("vessels").random(), frame, paths);
        double scale = (anatomy.lungBase() - anatomy.lungTop()) / 24;
        for (int side = -1; side <= 1; side += 2) {
            for (int trunk = 0; trunk < TRUNKS; trunk++) {
                // Fan from straight up and slightly outwards (−75°) to down along the heart (80°).
                double angle = Math.toRadians(-75 + 155.0 * (trunk + 0.5 * vessels.random.nextDouble()) / TRUNKS);
                vessels.branch(side, 3.4, 16.6 - side * 0.6, angle, 0.42, 4.2 * scale, GENERATIONS);
            }
        }
    }

    /** x is the distance from the midline; radius and length shrink with each generation. */
    private void branch(int side, double x, double y, double angle, double radius, double length, int generations) {
        if (generations == 0) {
            return;
        }
        double bent = angle + 0.25 * random.nextGaussian();
        double midX = x + 0.5 * length * Math.cos(angle);
        double midY = y + 0.5 * length * Math.sin(angle);
        double endX = midX + 0.5 * length * Math.cos(bent);
        double endY = midY + 0.5 * length * Math.sin(bent);
        double[][] course = {frame.middle(side * x, y), frame.middle(side * midX, midY), frame.middle(side * endX, endY)
        };
        paths.addTube(paths.soft, course, radius, radius * 0.72, 0, insideLung(endX * side, endY) ? 1.5 : 0);
        double spread = 0.3 + 0.25 * random.nextDouble();
        branch(side, endX, endY, bent - spread, radius * 0.68, length * 0.76, generations - 1);
        branch(side, endX, endY, bent + spread, radius * 0.68, length * 0.76, generations - 1);
    }

    private boolean insideLung(double x, double y) {
        double[] point = frame.middle(x, y);
        int column = (int) Math.floor((point[0] + PathLengths.FIELD / 2) / paths.pitch);
        int row = (int) Math.floor(point[1] / paths.pitch);
        boolean onDetector = row >= 0 && row < paths.side && column >= 0 && column < paths.side;
        return onDetector && paths.lung[row * paths.side + column] > 1;
    }
}
