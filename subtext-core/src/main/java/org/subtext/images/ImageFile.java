package org.subtext.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.provenance.ContentHash;
import org.subtext.volumes.SlicePath;

/**
 * Where an image lies: a file and, in a DICOM object of several frames, which of them: {@code scan.dcm#3} is the third.
 *
 * <p>Without {@code #} it is the first frame. Slices of NIfTI volumes keep their whole path: {@link SlicePath}. A file whose very name ends so is taken by its name.
 *
 * @param frame counted from 1
 */
record ImageFile(Path file, int frame) {
    private static final Pattern FRAME = Pattern.compile("(.+)#([1-9]\\d{0,8})");

    static ImageFile of(Path path) {
        Matcher matcher = FRAME.matcher(String.valueOf(path.getFileName()));
        if (!matcher.matches() || Files.exists(path) || SlicePath.of(path).isPresent()) {
            return new ImageFile(path, 1);
        }
        return new ImageFile(path.resolveSibling(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Of the file's bytes; of another frame than the first, of that and the frame's number. */
    ContentHash contentHash(byte[] bytes) {
        ContentHash whole = ContentHash.ofBytes(bytes);
        return frame == 1 ? whole : ContentHash.ofText(whole.hex() + "#" + frame);
    }
}
