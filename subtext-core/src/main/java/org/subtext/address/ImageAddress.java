package org.subtext.address;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file, which image of it, and under which window it is seen: {@code scan.dcm#3@lung}.
 *
 * <p>Behind {@code #} stands a frame of a DICOM object or a slice of a volume, counted from 1; of a slice the plane may
 * follow ({@code #17c}: a, c or s). Behind {@code @} stands a window, by name or as {@code CENTRE_WIDTH}. Without
 * {@code #} it is the file's first image, without {@code @} it is seen as the file asks. Names of files may hold both
 * signs: only what the grammar allows at their end is taken, and {@link #ofFile} takes nothing.
 *
 * @param number counted from 1; null where none is named
 * @param plane the letter behind the number; empty where there is none
 * @param window as written; null for the file's own
 */
public record ImageAddress(
        Path file,
        @Nullable Integer number,
        String plane,
        @Nullable String window) {
    private static final Pattern FORM =
            Pattern.compile("(?<file>.+?)(?:#(?<number>[1-9]\\d{0,8})(?<plane>[acs]?))?(?:@(?<window>[^@#]+))?");

    public ImageAddress {
        if (number == null ? !plane.isEmpty() : number < 1) {
            throw new IllegalArgumentException("images of a file are counted from 1, and a plane is one of a slice");
        }
    }

    /** A file as a whole, whatever its name looks like. */
    public static ImageAddress ofFile(Path file) {
        return new ImageAddress(file, null, "", null);
    }

    /** The same of many files, such as those found in a folder. */
    public static List<ImageAddress> ofFiles(List<Path> files) {
        return files.stream().map(ImageAddress::ofFile).toList();
    }

    /** What a path says by the grammar; whether there is a file of that very name is not asked. */
    public static ImageAddress parse(Path path) {
        Matcher matcher = FORM.matcher(String.valueOf(path.getFileName()));
        if (!matcher.matches()) {
            return ofFile(path);
        }
        String number = matcher.group("number");
        return new ImageAddress(
                path.resolveSibling(matcher.group("file")),
                number == null ? null : Integer.valueOf(number),
                number == null ? "" : matcher.group("plane"),
                matcher.group("window"));
    }

    /** Whether it is no more than a file. */
    public boolean isWholeFile() {
        return number == null && window == null;
    }

    /** The same image of another file: of a copy, or of the file where it was found. */
    public ImageAddress in(Path other) {
        return new ImageAddress(other, number, plane, window);
    }

    /** One image of the file. */
    public ImageAddress numbered(int image, String letter) {
        return new ImageAddress(file, image, letter, window);
    }

    /** The same image under a window; null for the file's own. */
    public ImageAddress under(@Nullable String named) {
        return new ImageAddress(file, number, plane, named);
    }

    /** What follows the file: {@code #3@lung}; empty for a whole file. */
    public String suffix() {
        return (number == null ? "" : "#" + number + plane) + (window == null ? "" : "@" + window);
    }

    /** For a message: without the folder, whose name may tell more than it should. */
    public String name() {
        return file.getFileName() + suffix();
    }

    /** As a table writes it, with forward slashes on every system. */
    public String text() {
        return toString().replace('\\', '/');
    }

    @Override
    public String toString() {
        return file + suffix();
    }
}
