package org.subtext.audit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.cohort.CohortPlan;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.provenance.Seed;

/**
 * Images of noise, 16 × 16, whose upper left quarter is brighter for recorded men: what a softmax regression finds in
 * milliseconds.
 *
 * @param folder where table and images are written
 * @param patients half of them women, one image each
 * @param brightness by how many of 255 grey levels men's quarter is brighter; 0 for nothing to find
 * @param seed of the noise
 */
public record PlantedCohort(Path folder, int patients, int brightness, long seed) {
    /** Enough for eleven of each class in each of three folds. */
    public static final int PATIENTS = 72;

    private static final int SIDE = 16;
    private static final int FEWEST_DRAWS = 100;

    /** {@value #PATIENTS} patients and a signal that is found. */
    public static PlantedCohort in(Path folder) {
        return new PlantedCohort(folder, PATIENTS, 40, 1);
    }

    /** Writes images and table. */
    public Path table() throws IOException {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>(List.of("image_path,patient_id,sex,ward"));
        for (int patient = 0; patient < patients; patient++) {
            boolean man = patient % 2 == 1;
            String name = "i" + patient + ".png";
            write(folder.resolve(name), man ? brightness : 0, new Seed(seed).child("image", patient));
            lines.add(name + ",p" + patient + "," + (man ? "M" : "F") + "," + (patient % 3 == 0 ? "north" : "south"));
        }
        return Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n");
    }

    private static void write(Path file, int brighter, Seed seed) throws IOException {
        SplittableRandom random = seed.random();
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int shift = x < SIDE / 2 && y < SIDE / 2 ? brighter : 0;
                image.getRaster().setSample(x, y, 0, 60 + shift + random.nextInt(100));
            }
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** A small plan that audits it in three folds; writes the files. */
    public AuditPlan plan(String name) throws IOException {
        AuditPlan plan = AuditPlan.ofDefaults(name, table(), "sex", "small", 7);
        return plan.withCohort(CohortPlan.of(folder.resolve("table.csv"), "sex"))
                .withImages(images -> images.withPixels(new PixelLayout(SIDE, 1, Resize.AREA_AVERAGE)))
                .withRecognition(recognition ->
                        recognition.withTraining(training -> training.withPasses(passes -> passes.withEpochs(3))
                                .withExecution(execution -> execution.withWorkers(1))))
                .withSplit(new SplitPlan(SplitPlan.Kind.FOLDS, 3, 0.5, 0.1, 0.4, null))
                .withAssessment(AssessmentPlan.ofDefaults(7).withDraws(FEWEST_DRAWS));
    }
}
