package org.subtext.harm.reading;

/**
 * Where one finding of one model stands.
 *
 * @param finding its name
 * @param model whose scores these are; empty where there is one
 * @param truth column of the truths
 * @param score column of the scores
 * @param rowOfImage by image, the row in which both stand; −1 where the image has none
 */
@SuppressWarnings("ArrayRecordComponent") // made once and handed on; nobody compares sources
record FindingSource(String finding, String model, String truth, String score, int[] rowOfImage) {
    /** What tells it from all others. */
    String title() {
        return model.isEmpty() ? finding : finding + " by " + model;
    }
}
