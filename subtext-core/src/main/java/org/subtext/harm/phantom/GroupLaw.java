package org.subtext.harm.phantom;

import org.subtext.statistics.Gaussian;
import org.subtext.statistics.casemix.LabelNoise;
import org.subtext.statistics.groups.Rate;

/**
 * How a group's images, scores and labels come about.
 *
 * <p>Latent scores are standard normal without the finding and lie higher by the detection with it.
 *
 * @param portables share of images in AP view, in [0, 1]
 * @param detection in PA view
 * @param detectionOfPortables in AP view
 * @param shift by which the model lowers all scores of the group
 * @param labelSpecificity share of images without the finding that are recorded so, in (0, 1]
 */
public record GroupLaw(
        double portables, double detection, double detectionOfPortables, double shift, double labelSpecificity) {
    public GroupLaw {
        if (!(portables >= 0 && portables <= 1 && labelSpecificity > 0 && labelSpecificity <= 1)) {
            throw new IllegalArgumentException("shares of portables and of right labels lie in [0, 1]");
        }
    }

    GroupLaw withPortables(double share, double ofPortables) {
        return new GroupLaw(share, detection, ofPortables, shift, labelSpecificity);
    }

    GroupLaw withDetection(double value) {
        return new GroupLaw(portables, value, value, shift, labelSpecificity);
    }

    GroupLaw withShift(double value) {
        return new GroupLaw(portables, detection, detectionOfPortables, value, labelSpecificity);
    }

    GroupLaw withLabelSpecificity(double value) {
        return new GroupLaw(portables, detection, detectionOfPortables, shift, value);
    }

    double detection(boolean isPortable) {
        return isPortable ? detectionOfPortables : detection;
    }

    /**
     * The true positive or false positive rate that recorded labels show, of any number of images.
     *
     * @param calledFrom latent score from which on an image is called
     */
    double recorded(Rate rate, double calledFrom) {
        double falsePositive = called(0, calledFrom);
        double truePositive =
                portables * called(detectionOfPortables, calledFrom) + (1 - portables) * called(detection, calledFrom);
        return switch (rate) {
            case TRUE_POSITIVE ->
                new LabelNoise(1, labelSpecificity)
                        .recordedTruePositiveRate(truePositive, falsePositive, PlantedHarm.PREVALENCE)
                        .valueOr(0);
            case FALSE_POSITIVE -> falsePositive;
            case FALSE_NEGATIVE,
                    TRUE_NEGATIVE,
                    POSITIVE_PREDICTIVE_VALUE,
                    NEGATIVE_PREDICTIVE_VALUE,
                    SELECTION,
                    PREVALENCE -> throw new IllegalArgumentException("true and false positive rates are planted");
        };
    }

    /** Share of images that are recorded without the finding. */
    double recordedWithout() {
        return (1 - PlantedHarm.PREVALENCE) * labelSpecificity;
    }

    private double called(double above, double calledFrom) {
        return Gaussian.cumulative(above - shift - calledFrom);
    }
}
