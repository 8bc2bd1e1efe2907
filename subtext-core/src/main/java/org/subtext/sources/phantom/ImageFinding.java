package org.subtext.sources.phantom;

import java.util.SplittableRandom;

/**
 * What is drawn into one image beside the chest, and what is recorded of it.
 *
 * @param present whether there is a mass
 * @param recorded whether the table says so
 * @param visibility by what the contrast of the mass is multiplied
 * @param marked whether the image carries a mark of lead beside the neck
 */
record ImageFinding(boolean present, boolean recorded, double visibility, boolean marked) {
    /** A chest and nothing else. */
    static final ImageFinding NOTHING = new ImageFinding(false, false, 1, false);

    // half thickness of soft tissue in the middle of a mass, centimetres
    private static final double FAINTEST = 0.2;
    private static final double PLAINEST = 4;
    private static final double LEAD = 20; // centimetres of bone that a centimetre of it amounts to

    /** Draws it into the path lengths of an exposure, in centimetres of the patient. */
    void paint(PathLengths paths, Exposure exposure) {
        Frame frame = Frame.of(exposure);
        if (present) {
            paintMass(paths, frame, exposure.seed().child("mass").random());
        }
        if (marked) {
            paintMark(paths, exposure.seed().child("mark").random());
        }
    }

    /**
     * A round mass of 5 to 7 cm in the upper part of either lung, from hardly to plainly to be seen: the faint ones are
     * what a model misses.
     */
    private void paintMass(PathLengths paths, Frame frame, SplittableRandom random) {
        double x = (random.nextBoolean() ? 1 : -1) * random.nextDouble(6, 8.5);
        double y = random.nextDouble(11, 16);
        double radius = random.nextDouble(2.5, 3.5);
        double depth = visibility * random.nextDouble(FAINTEST, PLAINEST);
        double[] centre = frame.middle(x, y);
        paths.addEllipsoid(paths.soft, centre[0], centre[1], radius, radius, depth, 0, 1);
    }

    /** A bar of 3 cm, upright in the upper left corner of the image, outside the body. */
    private static void paintMark(PathLengths paths, SplittableRandom random) {
        double x = random.nextDouble(-14.5, -13.5);
        double y = random.nextDouble(2.5, 3.5);
        paths.addTube(paths.bone, new double[][] {{x, y}, {x, y + 3}}, 0.7, 0.7, 0, LEAD);
    }
}
