package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.silo.plan.PlanImages;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;

/**
 * What a site's table says of the images that have predictions, as far as the plan asks; stays at the site.
 *
 * @param views images by wording of the view
 * @param photometric images by photometric interpretation
 * @param bits images by bits stored a sample
 */
record ImageFacts(Map<String, Long> views, Map<String, Long> photometric, Map<Integer, Long> bits) {
    /** The plan asks nothing. */
    static final ImageFacts NONE = new ImageFacts(Map.of(), Map.of(), Map.of());

    private static final String IMAGE = "image";

    /** Of the common table of a dataset. */
    private static final List<String> ALSO_IMAGE = List.of("image_path", "image_id");

    private static final int MOST_BITS = 64;

    /**
     * Reads.
     *
     * @param file a table with a row an image: the column image, or as the common table of a dataset calls it, and
     *     those that the plan asks about
     * @throws InvalidInputException when images have no row, or two that differ, or cells are empty or no number of
     *     bits
     */
    static ImageFacts read(Optional<Path> file, PredictionTable own, PlanImages asked) throws IOException {
        if (asked.asksNothing()) {
            return NONE;
        }
        if (file.isEmpty()) {
            throw new InvalidInputException("The plan counts images of " + asked.lines()
                    + " alone, which predictions do not say. Give a table with the columns " + IMAGE + " and "
                    + String.join(", ", asked.asked()) + ", a row an image.");
        }
        Table table = TableReader.read(file.get());
        Optional<String> image = imageColumn(table, own);
        if (image.isEmpty() || !asked.asked().stream().allMatch(table::has)) {
            throw new InvalidInputException("The table " + file.get() + " has the columns " + table.names()
                    + ". Expected " + IMAGE + " and " + String.join(", ", asked.asked()) + ", a row an image.");
        }
        return counted(rows(table, image.get(), file.get(), asked), file.get(), own, asked);
    }

    /** The column image, or else the first of the others that names an image of the predictions. */
    private static Optional<String> imageColumn(Table table, PredictionTable own) {
        if (table.has(IMAGE)) {
            return Optional.of(IMAGE);
        }
        Set<String> images = IntStream.range(0, own.size()).mapToObj(own::image).collect(Collectors.toSet());
        return ALSO_IMAGE.stream()
                .filter(table::has)
                .filter(column ->
                        IntStream.range(0, table.rows()).anyMatch(row -> images.contains(cell(table, column, row))))
                .findFirst();
    }

    /** Cells of the columns asked about, by image. */
    private static Map<String, List<String>> rows(Table table, String image, Path file, PlanImages asked) {
        Map<String, List<String>> rows = new HashMap<>();
        Problems problems = new Problems();
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            List<String> cells = asked.asked().stream()
                    .map(column -> cell(table, column, at))
                    .toList();
            List<String> before = rows.put(cell(table, image, row), cells);
            if (before != null && !before.equals(cells)) {
                problems.add(
                        "image twice",
                        "Row " + table.rowNumber(row) + " of " + file + " says something else of an image than an"
                                + " earlier one.",
                        "Expected a row an image.");
            }
        }
        problems.throwIfAny();
        return rows;
    }

    private static ImageFacts counted(
            Map<String, List<String>> rows, Path file, PredictionTable own, PlanImages asked) {
        Map<String, Map<String, Long>> counts = new HashMap<>();
        Set<String> seen = new HashSet<>();
        long without = 0;
        for (int row = 0; row < own.size(); row++) {
            List<String> cells = rows.get(own.image(row));
            if (cells == null) {
                without++;
            } else if (seen.add(own.patient(row) + "\n" + own.image(row))) {
                for (int column = 0; column < cells.size(); column++) {
                    counts.computeIfAbsent(asked.asked().get(column), name -> new TreeMap<>())
                            .merge(cells.get(column), 1L, Long::sum);
                }
            }
        }
        Problems problems = new Problems();
        if (without > 0) {
            problems.add(without + " of " + own.size() + " predictions are of images without a row in " + file
                    + ". Expected one for each, named to the letter as in the predictions. Add the rows, or leave the"
                    + " predictions out.");
        }
        counts.forEach((column, cells) -> {
            Long empty = cells.remove("");
            if (empty != null) {
                problems.add(empty + " images have no " + column + " in " + file
                        + ". Expected one for each, since the plan counts some alone. Fill the cells, or leave the"
                        + " images out.");
            }
        });
        Map<Integer, Long> bits = bits(counts.getOrDefault("bits", Map.of()), file, problems);
        problems.throwIfAny();
        return new ImageFacts(
                counts.getOrDefault("view", Map.of()), counts.getOrDefault("photometric", Map.of()), bits);
    }

    private static Map<Integer, Long> bits(Map<String, Long> cells, Path file, Problems problems) {
        Map<Integer, Long> bits = new TreeMap<>();
        cells.forEach((text, count) -> {
            if (text.matches("[0-9]{1,2}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST_BITS) {
                bits.merge(Integer.parseInt(text), count, Long::sum);
            } else {
                problems.add(
                        "no bits",
                        count + " images have \"" + text + "\" bits in " + file + ".",
                        "Expected bits stored a sample, from 1 to " + MOST_BITS + ".");
            }
        });
        return bits;
    }

    /** As the plan writes such values. */
    private static String cell(Table table, String column, int row) {
        String text = table.text(column, row);
        return column.equals("photometric") ? text.toUpperCase(Locale.ROOT) : text;
    }
}
