package org.subtext.harm.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.subtext.harm.FindingColumn;
import org.subtext.harm.FindingTable;
import org.subtext.provenance.Seed;
import org.subtext.statistics.Gaussian;
import org.subtext.statistics.groups.Rate;

/**
 * A prediction table of two groups whose gap is known, for one cause each.
 *
 * <p>Three of five patients are of {@value #REFERENCE}, the others of {@value #GROUP}; a patient has one to three
 * images, three in ten of which have the finding, and half of a latent score's variance is the patient's own. Scores
 * are the chance of the finding by the law of {@value #REFERENCE}, so that these are calibrated. Images are called from
 * {@link #threshold} on, where two in ten of those recorded without the finding are, both groups together: what the
 * usual rule of a common threshold tends to with the number of patients.
 *
 * <p>Amplification of a bias by a dose follows Zhang and others, bias.myti.report: a model that learnt from unlike
 * prevalences shifts the scores of a group.
 *
 * @param reference the group that is compared with
 * @param group the group that may be harmed
 */
public record PlantedHarm(GroupLaw reference, GroupLaw group) {
    /** Group that is compared with. */
    public static final String REFERENCE = "A";

    /** Group that may be harmed. */
    public static final String GROUP = "B";

    /** Name of the finding. */
    public static final String FINDING = "finding";

    /** Share of images with the finding. */
    static final double PREVALENCE = 0.3;

    private static final double CALLED_WITHOUT = 0.2;

    /** Latent score from which on an image is called where no group's scores are shifted. */
    private static final double USUALLY_CALLED_FROM = Gaussian.quantile(1 - CALLED_WITHOUT);

    private static final double OF_REFERENCE = 0.6;

    private static final double DETECTION = 1.7;
    private static final double OF_PATIENTS = 0.5;
    private static final GroupLaw USUAL = new GroupLaw(0.3, DETECTION, DETECTION, 0, 1);

    /** Equal groups. */
    public static PlantedHarm none() {
        return new PlantedHarm(USUAL, USUAL);
    }

    /**
     * The model sees less in the group.
     *
     * @param gap by which its true positive rate is lower, in [0, 0.75]
     */
    public static PlantedHarm underdiagnosis(double gap) {
        double rate = USUAL.recorded(Rate.TRUE_POSITIVE, USUALLY_CALLED_FROM) - gap;
        if (!(gap >= 0 && rate > 0.05)) {
            throw new IllegalArgumentException("a gap of 0 to 0.75 can be planted, got " + gap);
        }
        return new PlantedHarm(USUAL, USUAL.withDetection(USUALLY_CALLED_FROM + Gaussian.quantile(rate)));
    }

    /**
     * The model sees less in portable films, of which the group has more: no gap within a view.
     *
     * @param moreOfPortables by which the group's share of them is larger than 0.3, in [0, 0.7]
     */
    public static PlantedHarm caseMix(double moreOfPortables) {
        double seenLess = DETECTION - 1.2;
        return new PlantedHarm(
                USUAL.withPortables(USUAL.portables(), seenLess),
                USUAL.withPortables(USUAL.portables() + moreOfPortables, seenLess));
    }

    /** Images of the group without the finding are recorded with it at times: the model serves both groups alike. */
    public static PlantedHarm labelNoise(double labelSpecificity) {
        return new PlantedHarm(USUAL, USUAL.withLabelSpecificity(labelSpecificity));
    }

    /** All scores of the group are lower by a dose: its own curve is as high, and the common threshold misses it. */
    public static PlantedHarm amplified(double dose) {
        return new PlantedHarm(USUAL, USUAL.withShift(dose));
    }

    /** What is true of the group less the reference, by recorded labels, at the threshold. */
    public double gap(Rate rate) {
        return rate(rate, group) - rate(rate, reference);
    }

    /** The same of one law alone. */
    double rate(Rate rate, GroupLaw law) {
        return law.recorded(rate, calledFrom());
    }

    /** The same where both have the views of the group. */
    public double gapOfMatchedViews(Rate rate) {
        GroupLaw likeGroup = reference.withPortables(group.portables(), reference.detectionOfPortables());
        return rate(rate, group) - rate(rate, likeGroup);
    }

    /** The score from which on an image is called, whose false positive rate of both groups together is 0.20. */
    public double threshold() {
        return score(calledFrom());
    }

    /** The latent score of the threshold: the rate falls with it, so that halving finds it. */
    private double calledFrom() {
        double low = USUALLY_CALLED_FROM - Math.max(reference.shift(), group.shift());
        double high = USUALLY_CALLED_FROM - Math.min(reference.shift(), group.shift());
        while (high - low > 1e-12) {
            double middle = (low + high) / 2;
            if (calledWithout(middle) > CALLED_WITHOUT) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The false positive rate of both groups together, by recorded labels. */
    private double calledWithout(double from) {
        double ofReference = OF_REFERENCE * reference.recordedWithout();
        double ofGroup = (1 - OF_REFERENCE) * group.recordedWithout();
        return (ofReference * reference.recorded(Rate.FALSE_POSITIVE, from)
                        + ofGroup * group.recorded(Rate.FALSE_POSITIVE, from))
                / (ofReference + ofGroup);
    }

    private static double score(double latent) {
        double logOdds = Math.log(PREVALENCE / (1 - PREVALENCE)) + DETECTION * latent - DETECTION * DETECTION / 2;
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** One image. */
    private record Image(String patient, String group, String view, boolean isRecorded, double score) {}

    private List<Image> images(int patients, Seed seed) {
        List<Image> images = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            SplittableRandom random = seed.child("patient", patient).random();
            boolean isReference = patient % 5 < 3;
            GroupLaw law = isReference ? reference : group;
            double own = normal(random) * Math.sqrt(OF_PATIENTS);
            int count = 1 + random.nextInt(3);
            for (int image = 0; image < count; image++) {
                boolean isPortable = random.nextDouble() < law.portables();
                boolean isPresent = random.nextDouble() < PREVALENCE;
                boolean isMislabelled = random.nextDouble() >= law.labelSpecificity();
                double latent = own
                        + normal(random) * Math.sqrt(1 - OF_PATIENTS)
                        - law.shift()
                        + (isPresent ? law.detection(isPortable) : 0);
                images.add(new Image(
                        "P" + patient,
                        isReference ? REFERENCE : GROUP,
                        isPortable ? "AP" : "PA",
                        isPresent || isMislabelled,
                        score(latent)));
            }
        }
        return images;
    }

    private static double normal(SplittableRandom random) {
        return Gaussian.quantile(Math.max(0x1p-53, random.nextDouble()));
    }

    /** The table in memory, with attributes {@code group} and {@code view}. */
    public FindingTable table(int patients, Seed seed) {
        List<Image> images = images(patients, seed);
        boolean[] known = new boolean[images.size()];
        boolean[] present = new boolean[known.length];
        double[] scores = new double[known.length];
        for (int row = 0; row < known.length; row++) {
            known[row] = true;
            present[row] = images.get(row).isRecorded();
            scores[row] = images.get(row).score();
        }
        return FindingTable.of(
                images.stream().map(Image::patient).toList(),
                Map.of(
                        "group", images.stream().map(Image::group).toList(),
                        "view", images.stream().map(Image::view).toList()),
                List.of(FindingColumn.of(FINDING, known, present, scores)));
    }

    /** The same as a CSV file: {@code id,group,view,truth:finding,score:finding}. */
    public String csv(int patients, Seed seed) {
        StringBuilder text = new StringBuilder("id,group,view,truth:" + FINDING + ",score:" + FINDING + "\n");
        for (Image image : images(patients, seed)) {
            text.append(image.patient())
                    .append(',')
                    .append(image.group())
                    .append(',')
                    .append(image.view())
                    .append(image.isRecorded() ? ",1," : ",0,")
                    .append(String.format(Locale.ROOT, "%.6f", image.score()))
                    .append('\n');
        }
        return text.toString();
    }
}
