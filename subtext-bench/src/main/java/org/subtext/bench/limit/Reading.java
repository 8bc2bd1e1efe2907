package org.subtext.bench.limit;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.Estimate;

/**
 * How well a reader tells the classes of the patients who are asked about.
 *
 * @param strength of the texture
 * @param reader in the words of a table
 * @param taught with so many patients; 0 for who needs no teaching
 * @param repeat number of the cohort of that size
 */
record Reading(double strength, String reader, int taught, int repeat, double auc, double lower, double upper) {
    static final String HEADER = "strength,reader,patients,repeat,auc,lower,upper\n";

    /** @param score of each patient asked about, by ordinal; the higher the more it speaks for class 0 */
    static Reading of(PlantedTask task, String reader, int taught, int repeat, IntToDoubleFunction score) {
        int first = PlantedTask.TEACHING;
        double[] scores = IntStream.range(0, PlantedTask.ASKED)
                .parallel()
                .mapToDouble(i -> score.applyAsDouble(first + i))
                .toArray();
        boolean[] isOfFirst = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            isOfFirst[i] = task.phantoms().group(first + i) == 0;
        }
        Estimate auc = DeLong.logit(BinaryScores.independent(scores, isOfFirst), 0.95);
        if (!(auc instanceof Estimate.Known known)) {
            throw new IllegalStateException(reader + " has no AUC: " + auc);
        }
        return new Reading(
                task.strength(),
                reader,
                taught,
                repeat,
                known.value(),
                known.interval().lower(),
                known.interval().upper());
    }

    /** Whether it is of the same question. */
    boolean isOf(double otherStrength, String otherReader, int otherTaught, int otherRepeat) {
        return strength == otherStrength
                && reader.equals(otherReader)
                && taught == otherTaught
                && repeat == otherRepeat;
    }

    String csv() {
        return String.format(
                Locale.ROOT, "%s,%s,%d,%d,%.4f,%.4f,%.4f%n", strength, reader, taught, repeat, auc, lower, upper);
    }

    static Reading parse(String line) {
        String[] cells = line.split(",");
        return new Reading(
                Double.parseDouble(cells[0]),
                cells[1],
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                Double.parseDouble(cells[6]));
    }
}
