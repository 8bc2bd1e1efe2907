import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.subtext.address.ImageAddress;
import org.subtext.images.ImageSketches;
import org.subtext.images.LikeImages;
import org.subtext.images.PixelCache;
import org.subtext.images.PixelLayout;
import org.subtext.images.Resize;
import org.subtext.progress.Progress;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * Which copies of real images {@link LikeImages} finds, and which images of different patients it takes for copies.
 *
 * <p>Arguments: a table with the columns image_path and patient_id, the side of the cache, every how-manyth image is
 * copied, a folder for the copies.
 */
final class NearDuplicates {
    private interface Change {
        void write(BufferedImage image, Path file) throws IOException;
    }

    private static final Map<String, Change> CHANGES = new LinkedHashMap<>();

    static {
        CHANGES.put("JPEG, quality 75", (image, file) -> jpeg(image, 0.75f, file));
        CHANGES.put("JPEG, quality 40", (image, file) -> jpeg(image, 0.4f, file));
        CHANGES.put("half the size", (image, file) -> png(scaled(image, 0.5), file));
        CHANGES.put("1.5 times the size", (image, file) -> png(scaled(image, 1.5), file));
        CHANGES.put("2 % cropped on all sides", (image, file) -> png(cropped(image, 0.02, 0.02), file));
        CHANGES.put("2 % cropped on the left", (image, file) -> png(cropped(image, 0.02, 0), file));
        CHANGES.put("4 % cropped on all sides", (image, file) -> png(cropped(image, 0.04, 0.04), file));
        CHANGES.put("black border of 2 %", (image, file) -> png(bordered(image), file));
        CHANGES.put("brighter by 12 %, clipped", (image, file) -> png(grey(image, v -> v + 0.12), file));
        CHANGES.put("contrast 0.7", (image, file) -> png(grey(image, v -> 0.5 + (v - 0.5) * 0.7), file));
        CHANGES.put("gamma 0.7", (image, file) -> png(grey(image, v -> Math.pow(v, 0.7)), file));
        CHANGES.put("gamma 1.4", (image, file) -> png(grey(image, v -> Math.pow(v, 1.4)), file));
        CHANGES.put("16 bits", (image, file) -> png(sixteenBits(image), file));
        CHANGES.put(
                "half the size, 2 % cropped, JPEG 75",
                (image, file) -> jpeg(cropped(scaled(image, 0.5), 0.02, 0.02), 0.75f, file));
    }

    private NearDuplicates() {}

    public static void main(String[] arguments) throws IOException {
        Path csv = Path.of(arguments[0]);
        int side = Integer.parseInt(arguments[1]);
        int every = Integer.parseInt(arguments[2]);
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        Table table = TableReader.read(csv);
        List<Path> files = new ArrayList<>();
        List<String> patients = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            files.add(
                    csv.resolveSibling(String.valueOf(table.column("image_path").get(row))));
            patients.add(String.valueOf(table.column("patient_id").get(row)));
        }
        List<Path> copies = new ArrayList<>();
        List<Integer> originals = new ArrayList<>();
        List<String> kinds = List.copyOf(CHANGES.keySet());
        for (int i = 0; i < files.size(); i += every) {
            BufferedImage image = grey(ImageIO.read(files.get(i).toFile()), v -> v);
            for (int k = 0; k < kinds.size(); k++) {
                Path copy = folder.resolve(i + "-" + k + (kinds.get(k).contains("JPEG") ? ".jpg" : ".png"));
                if (!Files.exists(copy)) {
                    CHANGES.get(kinds.get(k)).write(image, copy);
                }
                copies.add(copy);
                originals.add(i);
            }
        }
        PixelLayout layout = new PixelLayout(side, 1, Resize.AREA_AVERAGE);
        try (PixelCache known = cache(folder.resolve("known"), files, layout);
                PixelCache copied = cache(folder.resolve("copied"), copies, layout)) {
            long begin = System.nanoTime();
            ImageSketches sketches = ImageSketches.of(known, all(files), Progress.SILENT);
            long sketched = System.nanoTime();
            int wrong = LikeImages.among(sketches, (a, b) -> !patients.get(a).equals(patients.get(b)))
                    .size();
            long compared = System.nanoTime();
            System.out.printf(
                    "%d images, %d patients: %d pairs of different patients named; sketches %.1f s, pairs %.1f s%n",
                    files.size(),
                    Set.copyOf(patients).size(),
                    wrong,
                    (sketched - begin) / 1e9,
                    (compared - sketched) / 1e9);
            int mistaken = 0;
            for (int k = 0; k < kinds.size(); k++) {
                int kind = k;
                // Each kind by itself: an image has one copy, not fourteen.
                int[] rows = IntStream.range(0, copies.size())
                        .filter(i -> i % kinds.size() == kind)
                        .toArray();
                Set<Integer> found = new HashSet<>();
                for (LikeImages.Pair pair :
                        LikeImages.between(sketches, sketches.alike(copied, rows, Progress.SILENT), (a, b) -> {
                            int original = originals.get(rows[b]);
                            return original == a || !patients.get(original).equals(patients.get(a));
                        })) {
                    if (originals.get(rows[pair.other()]) == pair.some()) {
                        found.add(pair.other());
                    } else {
                        mistaken++;
                    }
                }
                System.out.printf("%-38s %4d of %4d%n", kinds.get(k), found.size(), rows.length);
            }
            System.out.println("copies paired with another patient's image: " + mistaken);
        }
    }

    private static PixelCache cache(Path folder, List<Path> files, PixelLayout layout) throws IOException {
        return PixelCache.build(folder, ImageAddress.ofFiles(files), layout, 2, Progress.SILENT);
    }

    private static int[] all(List<Path> files) {
        return IntStream.range(0, files.size()).toArray();
    }

    private static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    }

    private static BufferedImage scaled(BufferedImage image, double factor) {
        int width = (int) Math.round(image.getWidth() * factor);
        int height = (int) Math.round(image.getHeight() * factor);
        BufferedImage scaled = blank(width, height);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        return scaled;
    }

    private static BufferedImage cropped(BufferedImage image, double left, double others) {
        int x = (int) Math.round(left * image.getWidth());
        int y = (int) Math.round(others * image.getHeight());
        int right = (int) Math.round(others * image.getWidth());
        return grey(image.getSubimage(x, y, image.getWidth() - x - right, image.getHeight() - 2 * y), v -> v);
    }

    private static BufferedImage bordered(BufferedImage image) {
        int width = (int) Math.round(0.02 * image.getWidth());
        BufferedImage bordered = blank(image.getWidth() + 2 * width, image.getHeight() + 2 * width);
        bordered.createGraphics().drawImage(image, width, width, null);
        return bordered;
    }

    private static BufferedImage grey(BufferedImage image, DoubleUnaryOperator change) {
        BufferedImage grey = blank(image.getWidth(), image.getHeight());
        grey.createGraphics().drawImage(image, 0, 0, null);
        for (int i = 0; i < grey.getWidth() * grey.getHeight(); i++) {
            int x = i % grey.getWidth();
            int y = i / grey.getWidth();
            double value = change.applyAsDouble(grey.getRaster().getSample(x, y, 0) / 255.0);
            grey.getRaster().setSample(x, y, 0, (int) Math.round(255 * Math.max(0, Math.min(1, value))));
        }
        return grey;
    }

    private static BufferedImage sixteenBits(BufferedImage image) {
        BufferedImage deep = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            deep.getRaster().setSample(x, y, 0, 16 * image.getRaster().getSample(x, y, 0));
        }
        return deep;
    }

    private static void png(BufferedImage image, Path file) throws IOException {
        ImageIO.write(image, "png", file.toFile());
    }

    private static void jpeg(BufferedImage image, float quality, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        }
    }
}
