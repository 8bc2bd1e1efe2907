package org.subtext.readers;

import java.util.Arrays;

/**
 * Whose image each of some images is, and what is recorded of its patient, in the images' order.
 *
 * <p>Arrays are handed over, not copied: do not change them afterwards.
 *
 * @param labels class of each image, counted from 0
 * @param patients patient of each image, counted from 0
 * @param classes number of classes, at least 2
 * @param balance an image weighs n^−balance where its patient has n here: 0 where every image counts the same, 1 where
 *     every patient does
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares them
public record RecordedClasses(int[] labels, int[] patients, int classes, double balance) {
    public RecordedClasses {
        if (labels.length != patients.length) {
            throw new IllegalArgumentException(
                    "labels and patients must be of one length, got " + labels.length + ", " + patients.length);
        }
        if (classes < 2 || Arrays.stream(labels).anyMatch(label -> label < 0 || label >= classes)) {
            throw new IllegalArgumentException("expected labels from 0 to " + (classes - 1) + " of at least 2 classes");
        }
    }

    int size() {
        return labels.length;
    }

    /** The same images with other labels. */
    RecordedClasses labelled(int[] other) {
        return new RecordedClasses(other, patients, classes, balance);
    }
}
