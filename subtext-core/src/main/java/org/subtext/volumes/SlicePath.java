package org.subtext.volumes;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One slice of a NIfTI volume as a path: {@code scan.nii.gz#17}, the 17th axial slice from below; {@code #17c} coronal,
 * {@code #17s} sagittal; {@code #17@lung} or {@code #17@-600_1500} with a window (centre and width).
 *
 * @param volume the file
 * @param slice counted from 1
 * @param window as named, null for the volume's own range
 */
public record SlicePath(
        Path volume, int slice, Plane plane, @Nullable String window) {
    private static final Pattern FORM =
            Pattern.compile("(?<file>.+)#(?<slice>\\d{1,9})(?<plane>[acs]?)(?:@(?<window>.+))?");

    /** The slice that a path names; empty for a path that names no slice of a file that is named like NIfTI. */
    public static Optional<SlicePath> of(Path path) {
        Matcher matcher = FORM.matcher(String.valueOf(path.getFileName()));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Path volume = path.resolveSibling(matcher.group("file"));
        return NiftiFile.isNamedLikeOne(volume)
                ? Optional.of(new SlicePath(
                        volume,
                        Integer.parseInt(matcher.group("slice")),
                        Plane.ofLetter(matcher.group("plane")),
                        matcher.group("window")))
                : Optional.empty();
    }

    /** The path as text. */
    @Override
    public String toString() {
        return volume + "#" + slice + plane.suffix() + (window == null ? "" : "@" + window);
    }
}
