package org.subtext.sources.phantom;

/**
 * Paints a patient's chest as path lengths: trunk and lungs pixel by pixel, organs as ellipsoids, {@link Skeleton} and
 * {@link LungVessels} as tubes. Image right is the patient's left, as radiographs are hung.
 *
 * <p>Simplified: rays are parallel within a layer, layers are enlarged as a whole; outlines are drawn to look right and
 * are fitted to no measured person.
 */
final class Thorax {
    /** Soft tissue that a centimetre of lung lacks, cm: lung has about a quarter of its density. */
    static final double LUNG_DEFICIT = 0.74;

    private static final double APEX = 4.2; // cm from the midline to the top of each lung

    private final Anatomy anatomy;
    private final Exposure exposure;
    private final Frame frame;
    private final PathLengths paths;

    private Thorax(Patient patient, Exposure exposure, int side) {
        this.anatomy = Anatomy.of(patient);
        this.exposure = exposure;
        this.frame = Frame.of(exposure);
        this.paths = new PathLengths(side);
    }

    /** Path lengths of shape (side, side); small images are painted at twice the side and averaged. */
    static PathLengths paint(Patient patient, Exposure exposure, int side) {
        int oversampling = side <= 128 ? 2 : 1;
        Thorax thorax = new Thorax(patient, exposure, side * oversampling);
        thorax.paintTrunkAndLungs();
        thorax.paintOrgans();
        thorax.displaceSoftTissue();
        LungVessels.paint(patient.seed(), thorax.anatomy, thorax.frame, thorax.paths);
        new Skeleton(thorax.anatomy, thorax.frame, thorax.paths).paint();
        return oversampling == 1 ? thorax.paths : thorax.paths.shrink(oversampling);
    }

    private void paintTrunkAndLungs() {
        for (int row = 0; row < paths.side; row++) {
            for (int column = 0; column < paths.side; column++) {
                double[] point = frame.back(paths.x(column), paths.y(row));
                int pixel = row * paths.side + column;
                paths.soft[pixel] = (float) trunk(Math.abs(point[0]), point[1]);
                paths.lung[pixel] = (float) lung(point[0], point[1]);
            }
        }
    }

    /** Thickness of the trunk: neck, sloping shoulders, chest; a superellipse across. */
    private double trunk(double x, double y) {
        double shoulder = step(1.5, 9.5, y);
        double armpit = step(10, 19, y);
        double width = 6.3 + (17.5 + anatomy.wall() * 0.2 - 6.3) * shoulder;
        width += (anatomy.wall() - width) * armpit;
        double depth = 5.8 + (anatomy.depth() - 5.8) * step(2, 11, y);
        double u = x / width;
        return u >= 1 ? 0 : 2 * depth * Math.sqrt(1 - u * u * Math.sqrt(u));
    }

    private double lung(double x, double y) {
        double down = (y - anatomy.lungTop()) / (anatomy.lungBase() - anatomy.lungTop());
        if (down <= 0) {
            return 0;
        }
        double up = Math.max(0, 1 - down);
        double lateral = APEX + (anatomy.wall() - anatomy.fat() - 0.7 - APEX) * Math.sqrt(1 - up * up * up);
        double steep = Math.max(0, 1 - 5 * down);
        double medial = APEX - 2 * Math.sqrt(1 - steep * steep);
        double half = (lateral - medial) / 2;
        double u = half <= 0 ? 1 : Math.abs(Math.abs(x) - (lateral + medial) / 2) / half;
        if (u >= 1) {
            return 0;
        }
        double depth = 0.80 * anatomy.depth() * Math.min(1, 0.35 + 1.1 * down);
        return 2 * depth * Math.sqrt(1 - u * u * u) * aboveDiaphragm(x, y);
    }

    /** Share of the lung's depth that is air: one above the dome, fading in the recess behind it. */
    private double aboveDiaphragm(double x, double y) {
        boolean right = x < 0;
        double dome = anatomy.lungBase() + 1.5 * exposure.inspiration() + (right ? 0 : 1.2);
        double off = (Math.abs(x) - 6.2) / (anatomy.wall() - anatomy.fat() - 5.4);
        double below = y - (dome + (off > 0 ? 6.2 : 2.5) * off * off);
        double share =
                below < -0.2 ? 1 : 1 - step(-0.2, 0.35, below) * (1 - 0.13 * Math.exp(-Math.max(0, below) / 2.5));
        if (anatomy.effusion() > 0 && right == anatomy.rightEffusion()) {
            double meniscus = dome + 3.2 - anatomy.effusion() - 5.5 * Math.max(0, off) * Math.max(0, off);
            share *= 1 - 0.93 * step(-0.9, 0.9, y - meniscus);
        }
        return share;
    }

    private void paintOrgans() {
        double size = anatomy.heart();
        double rise = 0.8 * exposure.inspiration();
        // The heart hides lung before and behind it only in part; three times its chord lets none shine through.
        replaceLung(
                frame.anterior(2.2 + 0.22 * (size - 6), anatomy.lungBase() - 3.9 + rise),
                size * 1.08,
                size * 0.86,
                6.5,
                frame.roll() + anatomy.heartTilt());
        replaceLung(frame.anterior(-1.6, anatomy.lungBase() - 5.2 + rise), size * 0.52, size * 0.85, 5.5, frame.roll());
        replaceLung(frame.middle(0.1, 15), 2.7, 13.5, 8, frame.roll());
        replaceLung(frame.middle(2.1, 12.3), anatomy.aorta(), anatomy.aorta() * 1.1, 5, frame.roll());
        replaceLung(frame.middle(2.5, 15.4), 1.3, 1.9, 4.5, frame.roll());
        for (int s = -1; s <= 1; s += 2) {
            ellipsoid(paths.soft, frame.middle(s * 4.1, 16.6 - s * 0.6), 1.3, 2.1, 0.9, s * 0.4);
            double[] breast = frame.anterior(s * 8.3, anatomy.lungBase() - 4.2 + 0.6 * anatomy.breast());
            double width = 5.2 + 0.5 * anatomy.breast();
            ellipsoid(paths.soft, breast, width, width * 0.88, anatomy.breast(), 0);
        }
        airway();
        double[] stomach = frame.middle(6.5, anatomy.lungBase() + 5.2);
        paths.addEllipsoid(paths.soft, stomach[0], stomach[1], 2.6, 1.7, 1.6, 0.2, -1);
    }

    private void airway() {
        double[] throat = frame.middle(0.1, -1);
        double[] carina = frame.middle(0.3, 14.2);
        paths.addTube(paths.soft, new double[][] {throat, carina}, 0.95, 0.9, 0, -1.5);
        paths.addTube(paths.soft, new double[][] {carina, frame.middle(-2.6, 17)}, 0.75, 0.6, 0, -1.3);
        paths.addTube(paths.soft, new double[][] {carina, frame.middle(3.6, 17)}, 0.7, 0.5, 0, -1.3);
    }

    private void displaceSoftTissue() {
        for (int i = 0; i < paths.soft.length; i++) {
            paths.lung[i] = Math.max(0, paths.lung[i]);
            paths.soft[i] = (float) Math.max(0, paths.soft[i] - LUNG_DEFICIT * paths.lung[i]);
        }
    }

    private void replaceLung(double[] centre, double a, double b, double depth, double angle) {
        paths.addEllipsoid(paths.lung, centre[0], centre[1], a, b, depth, angle, -2.2);
    }

    private void ellipsoid(float[] material, double[] centre, double a, double b, double depth, double angle) {
        paths.addEllipsoid(material, centre[0], centre[1], a, b, depth, frame.roll() + angle, 1);
    }

    /** Smooth step from 0 at {@code from} to 1 at {@code to}. */
    static double step(double from, double to, double value) {
        double t = Math.min(1, Math.max(0, (value - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }
}
