package org.subtext.sources.phantom;

/** Ribs, spine, clavicles, scapulae and humeral heads as cortical bone in excess of soft tissue. */
final class Skeleton {
    private static final int RIBS = 10;
    private static final int ARC_POINTS = 25;
    private static final double VERTEBRA = 2.45;

    private final Anatomy anatomy;
    private final Frame frame;
    private final PathLengths paths;

    Skeleton(Anatomy anatomy, Frame frame, PathLengths paths) {
        this.anatomy = anatomy;
        this.frame = frame;
        this.paths = paths;
    }

    void paint() {
        paintSpine();
        for (int side = -1; side <= 1; side += 2) {
            for (int rib = 0; rib < RIBS; rib++) {
                paintRib(side, rib);
            }
            paintShoulder(side);
        }
    }

    private void paintSpine() {
        for (int i = -1; i < 18; i++) {
            double y = 1.2 + VERTEBRA * i;
            double x = anatomy.scoliosis() * Math.sin(y / 9);
            double half = 1.35 + 0.035 * y;
            double roll = frame.roll();
            ellipsoid(frame.middle(x, y), half * 1.05, VERTEBRA * 0.52, 0.42, roll);
            ellipsoid(frame.middle(x - 0.6 * half, y - 0.3), 0.32, 0.48, 0.35, roll);
            ellipsoid(frame.middle(x + 0.6 * half, y - 0.3), 0.32, 0.48, 0.35, roll);
            ellipsoid(frame.middle(x, y + 0.5), 0.28, 0.75, 0.4, roll);
        }
    }

    /**
     * A rib is a tilted half ellipse: from the spine it runs back and out to the chest wall (posterior arc), then
     * forward, inward and steeper down to the cartilage, which casts no shadow (anterior arc).
     */
    private void paintRib(int side, int rib) {
        double start = anatomy.lungTop() - 0.4 + 2.32 * rib + 0.02 * rib * rib;
        double opening = Math.sqrt(1 - Math.pow(Math.max(0, 1 - (rib + 1.3) / 6.0), 2.2));
        double reach = (anatomy.wall() - anatomy.fat() - 0.1) * opening;
        double drop = anatomy.ribDrop() * (0.45 + 0.55 * Math.min(1, rib / 4.0));
        double end = Math.PI * (rib < 7 ? 0.80 - 0.012 * rib : 0.70 - 0.05 * (rib - 7));
        double[][] posterior = arc(side, start, reach, drop, 0.10, Math.PI / 2);
        double[][] anterior = arc(side, start, reach, drop, Math.PI / 2, end);
        double radius = 0.5 + 0.02 * rib;
        double density = 1.25 * anatomy.boneDensity();
        paths.addTube(paths.bone, posterior, radius, radius, 0.72, density);
        paths.addTube(paths.bone, anterior, radius, radius * 1.15, 0.75, density * 0.4);
    }

    private double[][] arc(int side, double start, double reach, double drop, double from, double to) {
        double[][] points = new double[ARC_POINTS][];
        for (int i = 0; i < ARC_POINTS; i++) {
            double t = from + (to - from) * i / (ARC_POINTS - 1);
            double x = 1.2 + (reach - 1.2) * Math.pow(Math.sin(t), 0.85);
            double y = start - 0.9 * Math.sin(Math.min(t, 1.2) * 2) + drop * (1 - Math.cos(t)) * 0.62;
            points[i] = frame.middle(side * x, y);
        }
        return points;
    }

    private void paintShoulder(int side) {
        double density = 1.1 * anatomy.boneDensity();
        double outer = anatomy.wall() - 1.5;
        double[][] clavicle = {
            frame.middle(side * 1.9, 8.6),
            frame.middle(side * 5.0, 8.1),
            frame.middle(side * 8.5, 6.7),
            frame.middle(side * (outer - 1.5), 5.6),
            frame.middle(side * outer, 5.9)
        };
        paths.addTube(paths.bone, clavicle, 0.7, 0.5, 0.7, density);
        double[][] scapula = {
            frame.middle(side * (outer + 0.3), 7.3),
            frame.middle(side * (outer - 0.5), 12),
            frame.middle(side * (outer - 2.2), 17.5)
        };
        paths.addTube(paths.bone, scapula, 0.45, 0.35, 0.4, density * 0.4);
        ellipsoid(frame.middle(side * (outer - 1.3), 11.2), 1.6, 4.6, 0.12, side * 0.28);
        ellipsoid(frame.middle(side * (outer + 3.1), 8.9), 2.2, 2.4, 0.75, 0);
        double[][] humerus = {frame.middle(side * (outer + 3.6), 9.5), frame.middle(side * (outer + 5.5), 18)};
        paths.addTube(paths.bone, humerus, 1.4, 1.2, 0.75, density);
    }

    private void ellipsoid(double[] centre, double a, double b, double depth, double angle) {
        paths.addEllipsoid(paths.bone, centre[0], centre[1], a, b, depth, angle, 0.85 * anatomy.boneDensity());
    }
}
