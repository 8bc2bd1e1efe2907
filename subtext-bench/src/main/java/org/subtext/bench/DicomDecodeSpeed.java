package org.subtext.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.subtext.dicom.pixels.DicomPixels;

/**
 * Processor time of decoding whole files in memory, all frames, in one thread, against gdcm's: rounds of both
 * alternate, and the median of the rounds' ratios counts, since the machine may be shared.
 */
public final class DicomDecodeSpeed {
    private static final int ROUNDS = 7;

    private DicomDecodeSpeed() {}

    /** @param arguments the gdcm timer ({@code validation/dicom/gdcm-timer.cpp}, built), then files */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("| file | ours ms | gdcm ms | gdcm / ours |");
        System.out.println("|---|---|---|---|");
        for (int i = 1; i < arguments.length; i++) {
            Path file = Path.of(arguments[i]);
            byte[] bytes = Files.readAllBytes(file);
            decode(bytes, 200); // until compiled
            int repeats = (int) Math.max(20, Math.min(2000, 300 / Math.max(0.01, decode(bytes, 50))));
            double[] ours = new double[ROUNDS];
            double[] theirs = new double[ROUNDS];
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ours[round] = decode(bytes, repeats);
                theirs[round] = gdcm(arguments[0], file, repeats);
                ratios[round] = theirs[round] / ours[round];
            }
            System.out.printf(
                    "| %s | %.3f | %.3f | %.2f |%n", file.getFileName(), median(ours), median(theirs), median(ratios));
        }
        System.exit(0);
    }

    /** Milliseconds of processor time a decode. */
    private static double decode(byte[] bytes, int repeats) throws IOException {
        long start = ThreadTime.nanos();
        int samples = 0;
        for (int i = 0; i < repeats; i++) {
            DicomPixels pixels = DicomPixels.read(bytes, DicomPixels.DEFAULT_MAX_PIXELS);
            for (int frame = 0; frame < pixels.attributes().frames(); frame++) {
                samples += pixels.stored(frame).count();
            }
        }
        double milliseconds = (ThreadTime.nanos() - start) / 1e6 / repeats;
        if (samples == 0) {
            throw new IllegalStateException("nothing was decoded");
        }
        return milliseconds;
    }

    private static double gdcm(String timer, Path file, int repeats) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(timer, file.toString(), Integer.toString(repeats))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return process.waitFor() == 0 ? Double.parseDouble(answer.strip()) : Double.NaN;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
