package org.subtext.sources.phantom;

import java.util.SplittableRandom;
import org.subtext.provenance.Seed;

/**
 * One image of a patient: how the person stood and breathed, and with what it was taken.
 *
 * <p>Of the latent variables of view and scanner 0.7 of the variance that the class does not explain belongs to the
 * patient, so that one patient's images tend to be alike.
 *
 * @param number 1-based within the patient
 * @param frontal whether the beam came from the front (AP, as at the bedside) and not from the back (PA)
 * @param shiftX displacement on the detector, cm, to the right of the image
 * @param shiftY displacement on the detector, cm, downwards
 * @param roll rotation in the image plane, radians
 * @param inspiration −1 shallow to 1 deep
 * @param dose photons relative to the scanner's setting
 */
record Exposure(
        int number,
        Seed seed,
        boolean frontal,
        Scanner scanner,
        double shiftX,
        double shiftY,
        double roll,
        double inspiration,
        double dose) {
    private static final double FRONTAL_CUT = 0.52; // three in ten images are AP
    private static final double SCANNER_CUT = 0.43; // three scanners, a third each
    private static final double PATIENT_SHARE = Math.sqrt(0.7);
    private static final double IMAGE_SHARE = Math.sqrt(0.3);

    static Exposure draw(Patient patient, int number, ConfounderCorrelations rho) {
        Seed seed = patient.seed().child("image", number);
        boolean frontal = latent(patient, seed, "view", rho.view()) > FRONTAL_CUT;
        double scanner = latent(patient, seed, "scanner", rho.scanner());
        SplittableRandom random = seed.child("pose").random();
        double breath = (frontal ? -0.5 : 0.1) + 0.35 * random.nextGaussian();
        return new Exposure(
                number,
                seed,
                frontal,
                scanner < -SCANNER_CUT ? Scanner.ALDER : scanner < SCANNER_CUT ? Scanner.BIRCH : Scanner.CEDAR,
                0.5 * random.nextGaussian(),
                0.6 * random.nextGaussian(),
                0.02 * random.nextGaussian(),
                Math.min(1, Math.max(-1, breath)),
                Math.exp(0.15 * random.nextGaussian()));
    }

    private static double latent(Patient patient, Seed image, String name, double rho) {
        double own = PATIENT_SHARE * patient.seed().child(name).random().nextGaussian()
                + IMAGE_SHARE * image.child(name).random().nextGaussian();
        return rho * patient.classScore() + Math.sqrt(1 - rho * rho) * own;
    }
}
