package org.subtext.tables;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.subtext.problems.InvalidInputException;

/** Whether a line of names is one, or the first row of a table without names. */
final class HeaderCheck {
    private HeaderCheck() {}

    /** Refuses a first row of data in the place of names. */
    static void requireNames(Path file, int row, List<String> names) {
        if (looksLikeData(names)) {
            throw new InvalidInputException("Row " + row + " of " + file
                    + " looks like a row of data, not like the names of columns. Expected a line of names first: add"
                    + " it, such as patient_id, image_path and race.");
        }
    }

    /**
     * Whether a name is that of an image file, or all of them are numbers.
     *
     * <p>0, 1, 2 and so on, or 1, 2, 3, are names: data frames without names are written so.
     */
    static boolean looksLikeData(List<String> names) {
        if (names.stream().anyMatch(HeaderCheck::isImageFile)) {
            return true;
        }
        boolean numbers = names.size() > 1 && names.stream().allMatch(name -> name.matches("-?\\d+([.,]\\d+)?"));
        return numbers && !counts(names, 0) && !counts(names, 1);
    }

    private static boolean isImageFile(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".+\\.(png|jpe?g|tiff?|dcm|dicom)");
    }

    private static boolean counts(List<String> names, int from) {
        return IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(Integer.toString(from + i)));
    }
}
