package org.subtext.survey;

/**
 * A reader for the patients of one column: whoever has no class teaches nobody and is not assessed, classes are centred
 * on those who teach, and scores on the fold that is assessed, so that folds of unequal shares of a class do not shift
 * against each other.
 */
final class CentredReader {
    /** {@code [teaching][assessed]}, so that a class is added up in one sweep. */
    private final float[][] byTeaching;

    /**
     * A reader.
     *
     * @param patients ordinals of those with a class
     * @param foldOfPatient of all patients
     */
    CentredReader(Reader reader, int[] patients, int[] foldOfPatient) {
        int count = patients.length;
        double[][] influences = new double[count][count];
        int folds = 0;
        for (int i = 0; i < count; i++) {
            int fold = foldOfPatient[patients[i]];
            folds = Math.max(folds, fold + 1);
            double sum = 0;
            int teaching = 0;
            for (int j = 0; j < count; j++) {
                if (foldOfPatient[patients[j]] != fold) {
                    influences[i][j] = reader.influences()[patients[i]][patients[j]];
                    sum += influences[i][j];
                    teaching++;
                }
            }
            for (int j = 0; j < count; j++) {
                influences[i][j] -= foldOfPatient[patients[j]] == fold ? 0 : sum / teaching;
            }
        }
        for (int fold = 0; fold < folds; fold++) {
            centre(influences, patients, foldOfPatient, fold);
        }
        byTeaching = new float[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                byTeaching[j][i] = (float) influences[i][j];
            }
        }
    }

    private static void centre(double[][] influences, int[] patients, int[] foldOfPatient, int fold) {
        double[] mean = new double[patients.length];
        int assessed = 0;
        for (int i = 0; i < patients.length; i++) {
            if (foldOfPatient[patients[i]] == fold) {
                assessed++;
                for (int j = 0; j < mean.length; j++) {
                    mean[j] += influences[i][j];
                }
            }
        }
        for (int i = 0; i < patients.length; i++) {
            for (int j = 0; j < mean.length && foldOfPatient[patients[i]] == fold; j++) {
                influences[i][j] -= mean[j] / assessed;
            }
        }
    }

    /** {@code [class][patient]}; of two classes the first is the other's mirror image and stays empty. */
    float[][] scores(int[] labels, int classes) {
        float[][] scores = new float[classes][labels.length];
        for (int j = 0; j < labels.length; j++) {
            if (classes == 2 && labels[j] == 0) {
                continue;
            }
            float[] sums = scores[labels[j]];
            float[] own = byTeaching[j];
            for (int i = 0; i < sums.length; i++) {
                sums[i] += own[i];
            }
        }
        return scores;
    }
}
