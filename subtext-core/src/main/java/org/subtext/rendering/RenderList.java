package org.subtext.rendering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.cohort.ColumnGuess;
import org.subtext.cohort.ColumnMapping;
import org.subtext.cohort.ColumnRole;
import org.subtext.images.ImageFolder;
import org.subtext.problems.Argument;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.tables.Column;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * The images that sources name, each with the name that its picture gets.
 *
 * <p>A picture lies where its image lies below its source, under the image's name without ending; where two images
 * would then have one name, each keeps its ending.
 */
final class RenderList {
    private static final Pattern TABLE = Pattern.compile("(?i).+\\.((csv|tsv|txt)(\\.gz)?|parquet|xlsx)");

    /**
     * One image.
     *
     * @param source as the folder or the table names it, with forward slashes
     * @param picture its picture's path within the folder of pictures, with forward slashes
     */
    record Task(ImageAddress address, String source, String picture) {}

    /** An image before its picture has a name: the folder below the source, and the name in it. */
    private record Named(ImageAddress address, String source) {}

    private final RenderPlan plan;
    private final Progress progress;
    private final Problems problems = new Problems();
    private final List<Named> images = new ArrayList<>();

    private RenderList(RenderPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** All images of the plan in the order of its sources; every source that is none is told at once. */
    static List<Task> of(RenderPlan plan, Progress progress) throws IOException {
        RenderList list = new RenderList(plan, progress);
        for (Path source : plan.sources()) {
            list.add(source);
        }
        list.problems.throwIfAny();
        List<Task> tasks = list.tasks();
        list.problems.throwIfAny();
        return tasks;
    }

    private void add(Path source) throws IOException {
        ImageAddress address = ImageAddress.parse(source);
        if (Files.isDirectory(source)) {
            addFolder(source);
        } else if (Files.isRegularFile(source)
                && TABLE.matcher(String.valueOf(source.getFileName())).matches()) {
            addTable(source);
        } else if (Files.isRegularFile(source)) {
            images.add(new Named(ImageAddress.ofFile(source), String.valueOf(source.getFileName())));
        } else if (Files.isRegularFile(address.file())) {
            images.add(new Named(address, address.name()));
        } else {
            problems.add("There is no file or folder " + source
                    + ". Name a folder of images, an image (scan.dcm, scan.dcm#3, scan.dcm@lung) or a table that names"
                    + " images.");
        }
    }

    private void addFolder(Path folder) throws IOException {
        Path whole = folder.toAbsolutePath().normalize();
        if (plan.out().toAbsolutePath().normalize().startsWith(whole)) {
            problems.add(Sentence.of("The pictures of " + folder + " would lie within it, and be images themselves the"
                            + " next time. Name another folder: ")
                    .set(Argument.OUT, "DIR")
                    .and("."));
            return;
        }
        for (Path file : ImageFolder.list(whole, progress)) {
            String name = text(whole.relativize(file));
            images.add(new Named(ImageAddress.ofFile(file), plan.sources().size() == 1 ? name : top(whole) + name));
        }
    }

    /** Of several sources each has its own folder of pictures. */
    private static String top(Path folder) {
        Path name = folder.getFileName();
        return name == null ? "" : name + "/";
    }

    private void addTable(Path file) throws IOException {
        Table table = TableReader.read(file);
        int before = problems.list().size();
        ColumnGuess guess = ColumnGuess.of(table, ColumnMapping.GUESS_ALL, Set.of(ColumnRole.IMAGE), problems);
        String column = guess.mapping().image();
        if (problems.list().size() > before || column == null) {
            return;
        }
        Column paths = table.column(column);
        Path folder = plan.imageFolder() == null
                ? file.toAbsolutePath().resolveSibling("")
                : plan.imageFolder().toAbsolutePath();
        for (int row = 0; row < table.rows(); row++) {
            String written = paths.get(row);
            if (written == null || written.isBlank()) {
                problems.add(
                        "no image",
                        "Row " + table.rowNumber(row) + " of " + table.source() + " names no image.",
                        "Fill in column " + column + ", or take the row out.");
                continue;
            }
            Path path = folder.resolve(written.replace('\\', '/')).normalize();
            ImageAddress address = Files.isRegularFile(path) ? ImageAddress.ofFile(path) : ImageAddress.parse(path);
            images.add(new Named(address, below(folder, path)));
        }
    }

    /** Within the folder its path, elsewhere the name alone: a picture never lies outside the folder of pictures. */
    private static String below(Path folder, Path path) {
        Path root = folder.normalize();
        return path.startsWith(root) ? text(root.relativize(path)) : String.valueOf(path.getFileName());
    }

    private List<Task> tasks() {
        Set<Named> different = new LinkedHashSet<>(images); // rows of a table may share an image
        Map<String, Integer> uses = new HashMap<>();
        for (Named image : different) {
            uses.merge(folded(stem(image)), 1, Integer::sum);
        }
        Map<String, Named> taken = new HashMap<>();
        List<Task> tasks = new ArrayList<>();
        for (Named image : different) {
            boolean alone = uses.getOrDefault(folded(stem(image)), 0) == 1;
            String picture = (alone ? stem(image) : whole(image)) + plan.form().ending();
            @Nullable Named other = taken.putIfAbsent(folded(picture), image);
            if (other == null) {
                tasks.add(new Task(image.address().under(window(image)), image.source(), picture));
            } else {
                problems.add(
                        "one picture of two",
                        other.source() + " and " + image.source() + " would be one picture, " + picture + ".",
                        "Render them into folders of their own.");
            }
        }
        return tasks;
    }

    private @Nullable String window(Named image) {
        String own = image.address().window();
        return own == null ? plan.window() : own;
    }

    /** Names that differ in case alone are one on many disks. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String stem(Named image) {
        String file = fileOf(image);
        int slash = file.lastIndexOf('/');
        String name = file.substring(slash + 1);
        int dot = name.lastIndexOf('.');
        return file.substring(0, slash + 1) + (isEnding(name, dot) ? name.substring(0, dot) : name) + part(image);
    }

    /** A UID's last number is no ending. */
    private static boolean isEnding(String name, int dot) {
        return dot > 0 && name.substring(dot + 1).matches("(?i)[a-z][a-z0-9]{1,5}");
    }

    private static String whole(Named image) {
        return fileOf(image) + part(image);
    }

    private static String fileOf(Named image) {
        String suffix = image.address().suffix();
        String source = image.source();
        return source.endsWith(suffix) ? source.substring(0, source.length() - suffix.length()) : source;
    }

    /** {@code scan.dcm#3@lung} becomes {@code scan-3-lung}. */
    private static String part(Named image) {
        return image.address().suffix().replace('#', '-').replace('@', '-');
    }

    private static String text(Path path) {
        return path.toString().replace('\\', '/');
    }
}
