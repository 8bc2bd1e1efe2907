package org.subtext.images;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.DicomContent;
import org.subtext.dicom.pixels.DicomPixels;
import org.subtext.memory.HeapShare;
import org.subtext.provenance.ContentHash;
import org.subtext.volumes.HeldFiles;

/**
 * Files of which single frames are asked for, read, hashed and parsed once for all of them as {@link HeldFiles} says.
 * Thread-safe.
 */
final class FilesOfFrames {
    /**
     * A file and what was found in it.
     *
     * @param bytes as in the file
     * @param pixels null where the file is no DICOM object, or a damaged one
     * @param damage null where it is none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
    record FileOfFrames(
            ContentHash hash,
            byte[] bytes,
            @Nullable DicomPixels pixels,
            @Nullable UnreadableImageException damage) {}

    private final long maxPixels;
    private final HeldFiles<FileOfFrames> held;

    FilesOfFrames(long maxPixels) {
        this.maxPixels = maxPixels;
        // Twice: the fragments of encapsulated pixels are copied out of the file's bytes.
        this.held = new HeldFiles<>(this::read, file -> 2L * file.bytes().length);
    }

    FileOfFrames of(Path file) throws IOException {
        return held.of(file);
    }

    /** Lets go of all files. */
    void forget() {
        held.forget();
    }

    private FileOfFrames read(Path file) throws IOException {
        byte[] bytes = HeapShare.ofOneFile().read(file);
        ContentHash hash = ContentHash.ofBytes(bytes);
        if (!DicomContent.isDicom(bytes)) {
            return new FileOfFrames(hash, bytes, null, null);
        }
        try {
            return new FileOfFrames(hash, bytes, DicomImage.pixels(bytes, maxPixels), null);
        } catch (UnreadableImageException e) {
            return new FileOfFrames(hash, bytes, null, e);
        }
    }
}
