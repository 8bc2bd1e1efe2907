package org.subtext.routes.contract;

/**
 * What an experiment costs, in units that are measured on the machine before the battery starts.
 *
 * @param forwardImages images through the finished network's forward pass
 * @param trainingImages images through forward and backward passes, over all passes of all trainings
 * @param otherSeconds everything else, as a guess
 */
public record Work(long forwardImages, long trainingImages, double otherSeconds) {
    public static final Work NONE = new Work(0, 0, 0);

    public static Work forward(long images) {
        return new Work(images, 0, 0);
    }

    public static Work seconds(double seconds) {
        return new Work(0, 0, seconds);
    }

    public Work plus(Work other) {
        return new Work(
                forwardImages + other.forwardImages,
                trainingImages + other.trainingImages,
                otherSeconds + other.otherSeconds);
    }
}
