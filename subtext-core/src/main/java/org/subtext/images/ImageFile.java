package org.subtext.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.ContentHash;
import org.subtext.volumes.SlicePath;
import org.subtext.volumes.Window;

/**
 * Where an image lies: a file and, of a DICOM object, which frame of it and under which window in Hounsfield units:
 * {@code scan.dcm#3} is the third frame, {@code scan.dcm@lung} and {@code scan.dcm#3@-600_1500} have a window.
 *
 * <p>Without {@code #} it is the first frame, without {@code @} the file's own window. Slices of NIfTI volumes keep their whole
 * path: {@link SlicePath}. A file whose very name ends so is taken by its name.
 *
 * @param named the frame that the path names, counted from 1; null where it names none
 * @param window a name or CENTRE_WIDTH, as in the path; null for the file's own
 */
record ImageFile(
        Path file, @Nullable Integer named, @Nullable String window) {
    private static final Pattern FORM =
            Pattern.compile("(?<file>.+?)(?:#(?<frame>[1-9]\\d{0,8}))?(?:@(?<window>[^@#]+))?");

    static ImageFile of(Path path) {
        Matcher matcher = FORM.matcher(String.valueOf(path.getFileName()));
        if (!matcher.matches() || (matcher.group("frame") == null && matcher.group("window") == null)) {
            return new ImageFile(path, null, null);
        }
        if (Files.exists(path) || SlicePath.of(path).isPresent()) {
            return new ImageFile(path, null, null);
        }
        String frame = matcher.group("frame");
        return new ImageFile(
                path.resolveSibling(matcher.group("file")),
                frame == null ? null : Integer.valueOf(frame),
                matcher.group("window"));
    }

    /** Counted from 1. */
    int frame() {
        return named == null ? 1 : named;
    }

    /**
     * What tells the image from others, by its file's hash: that itself, but of another frame than the first and under a window
     * also of these. Two names of one window are one.
     */
    ContentHash contentHash(ContentHash whole) {
        if (frame() == 1 && window == null) {
            return whole;
        }
        String frame = frame() == 1 ? "" : "#" + frame();
        return ContentHash.ofText(whole.hex() + frame + (window == null ? "" : "@" + numbers(window)));
    }

    private static String numbers(String window) {
        return Window.of(window)
                .map(known -> known.centre() + "_" + known.width())
                .orElse(window);
    }
}
