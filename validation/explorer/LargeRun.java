import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.subtext.address.ImageAddress;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.PlanFile;
import org.subtext.cohort.CohortPlan;
import org.subtext.images.Outcome;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;

/**
 * Makes a run of many images from a small finished one, to time the explorer on: table, image files, pixel cache,
 * predictions and evidence of so many images, with random scores. The numbers of its report are those of the small run.
 * A few hundred distinct pictures stand behind the files, as 10,000 contents by their comments; each is decoded once by
 * the program's own cache.
 *
 * <p>java -cp CLASSPATH LargeRun.java TEMPLATE-RUN RUNS NAME IMAGES SIDE DISTINCT
 */
public final class LargeRun {
    /** Files of different contents, of which the cache keeps one each: 100,000 would take 50 GB. */
    private static final int CONTENTS = 10_000;

    public static void main(String[] args) throws IOException {
        Path template = Path.of(args[0]).toAbsolutePath();
        Path runs = Path.of(args[1]).toAbsolutePath();
        Path run = runs.resolve(args[2]);
        int images = Integer.parseInt(args[3]);
        PixelLayout layout = new PixelLayout(Integer.parseInt(args[4]), 1, Resize.AREA_AVERAGE);
        int distinct = Integer.parseInt(args[5]);

        Path data = runs.resolveSibling("data-of-" + args[2]);
        Files.createDirectories(data.resolve("images"));
        Files.createDirectories(run.resolve("routes"));
        pictures(data, layout.side(), distinct);
        PredictionTable small = PredictionFiles.read(template.resolve("predictions.parquet"));
        List<String> classes = small.classes();
        List<Path> files = new ArrayList<>();
        StringBuilder table = new StringBuilder("image_path,image_id,patient_id,study_id,group\n");
        for (int i = 0; i < images; i++) {
            String name = "%07d".formatted(i);
            Path file = data.resolve("images").resolve(name + ".png");
            if (Files.notExists(file)) {
                Files.write(
                        file,
                        commented(Files.readAllBytes(data.resolve("picture-" + i % distinct + ".png")), i % CONTENTS));
            }
            files.add(file);
            table.append("images/%s.png,I%s,P%s,S%s,%s\n"
                    .formatted(name, name, name, name, classes.get(i % classes.size())));
        }
        Path csv = Files.writeString(data.resolve("table.csv"), table);
        System.out.println("table and files written");

        AuditPlan plan = PlanFile.read(template.resolve("plan.yaml"))
                .withName(args[2])
                .withCohort(CohortPlan.of(csv, "group"))
                .withImages(one -> one.withPixels(layout))
                .withRecognition(one -> one.withRecogniser("given.safetensors"));
        Files.writeString(run.resolve("plan.yaml"), PlanFile.toYaml(plan));

        PixelCache cache =
                PixelCache.build(run.resolve("cache"), ImageAddress.ofFiles(files), layout, 2, Progress.SILENT);
        StringBuilder hashes = new StringBuilder();
        for (int row = 0; row < images; row++) {
            hashes.append(((Outcome.Decoded) cache.outcome(row)).content().hex());
        }
        cache.close();
        System.out.println("cache written");

        write(new ExperimentName.Internal(), classes, images, run.resolve("predictions.parquet"));
        try (Stream<Path> evidence = Files.list(template.resolve("routes"))) {
            for (Path file : evidence.toList()) {
                Path target = run.resolve("routes").resolve(file.getFileName());
                if (file.toString().endsWith(".parquet")) {
                    ExperimentName name = PredictionFiles.read(file).experiment(0);
                    write(name, classes, images, target);
                } else {
                    String note = Files.readString(file).replaceAll("(?m)^ *\"predictionsSha256\".*\\R", "");
                    Files.writeString(target, note); // scores of its own stand beside it
                }
            }
        }
        for (String name : List.of("estimates.json", "report-content.json", "routes.json", "flow.json", "look.json")) {
            Files.copy(template.resolve(name), run.resolve(name));
        }
        Map<String, String> facts = new HashMap<>();
        facts.put("Table \\(SHA-256\\)", ContentHash.ofFile(csv).hex());
        facts.put(
                "Predictions \\(SHA-256\\)",
                ContentHash.ofFile(run.resolve("predictions.parquet")).hex());
        facts.put(
                "Images \\(SHA-256 of their SHA-256s\\)",
                ContentHash.ofText(hashes.toString()).hex());
        String manifest = Files.readString(template.resolve("manifest.json"));
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            manifest = manifest.replaceAll("(\"" + fact.getKey() + "\" : \")[0-9a-f]+", "$1" + fact.getValue());
        }
        Files.writeString(run.resolve("manifest.json"), manifest);
        System.out.println("written: " + run);
    }

    /** The same picture as another file: small pictures are known by the hashes of files. */
    private static byte[] commented(byte[] png, int comment) {
        byte[] text = ("tEXtComment\0" + comment).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(text);
        int end = png.length - 12; // the chunk that ends it
        return ByteBuffer.allocate(png.length + 8 + text.length)
                .put(png, 0, end)
                .putInt(text.length - 4)
                .put(text)
                .putInt((int) sum.getValue())
                .put(png, end, 12)
                .array();
    }

    private static void pictures(Path data, int side, int distinct) {
        IntStream.range(0, distinct).forEach(i -> {
            Path file = data.resolve("picture-" + i + ".png");
            if (Files.exists(file)) {
                return;
            }
            SplittableRandom random = new SplittableRandom(i);
            double fx = 2 + random.nextInt(9);
            double fy = 2 + random.nextInt(9);
            double phase = random.nextDouble() * 6;
            BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double value = Math.sin(fx * x * 6.28 / side + phase) + Math.cos(fy * y * 6.28 / side);
                    image.getRaster().setSample(x, y, 0, 16 * (int) ((127 + 50 * value) / 16));
                }
            }
            try {
                ImageIO.write(image, "png", file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void write(ExperimentName name, List<String> classes, int images, Path file) throws IOException {
        SplittableRandom random =
                new SplittableRandom(file.getFileName().toString().hashCode());
        PredictionTableBuilder table = new PredictionTableBuilder(classes);
        for (int i = 0; i < images; i++) {
            double[] scores = new double[classes.size()];
            double sum = 0;
            for (int k = 0; k < scores.length; k++) {
                scores[k] = random.nextDouble() + (k == i % classes.size() ? 0.3 : 0);
                sum += scores[k];
            }
            for (int k = 0; k < scores.length; k++) {
                scores[k] = (float) (scores[k] / sum);
            }
            String id = "%07d".formatted(i);
            table.add(name, "model", "test", "S" + id, "P" + id, "I" + id, classes.get(i % classes.size()), scores);
        }
        PredictionFiles.write(table.build(), file);
    }
}
