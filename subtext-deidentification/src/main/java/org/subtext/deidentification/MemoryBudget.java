package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.subtext.deidentification.lettering.TextDetector;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.ReadLimits;
import org.subtext.dicom.Tag;

/**
 * How much memory the files at work may take together, so that many threads need no more than few. A file that asks for
 * more than there is waits until it is alone. Thread-safe.
 */
final class MemoryBudget {
    /** Of the heap; the rest is for what does not grow with the files. */
    private static final double SHARE = 0.6;

    /** A frame that is looked at for text: its samples, as it is shown, and its greys. */
    private static final int BYTES_A_PIXEL = 12;

    private static final Tag ROWS = Tag.of(0x00280010);
    private static final Tag COLUMNS = Tag.of(0x00280011);

    private final long bytes;
    private long taken;

    /** @param bytes at least 1 */
    MemoryBudget(long bytes) {
        this.bytes = bytes;
    }

    static MemoryBudget ofHeap() {
        return new MemoryBudget((long) (SHARE * Runtime.getRuntime().maxMemory()));
    }

    /** Waits until a file's bytes are free, and takes them until the share is closed. */
    synchronized Share take(long asked) throws InterruptedException {
        long share = Math.min(asked, bytes);
        while (taken + share > bytes) {
            wait();
        }
        taken += share;
        return () -> release(share);
    }

    private synchronized void release(long share) {
        taken -= share;
        notifyAll();
    }

    /** What one file has taken. */
    interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /** About what a file needs: itself, and one frame as it is looked at. */
    static long need(Path file) throws IOException {
        long size = Files.size(file);
        try {
            DataSet header =
                    DicomFile.readUpTo(COLUMNS, file, ReadLimits.defaults()).dataSet();
            long pixels = (long) header.integer(ROWS).orElse(0)
                    * header.integer(COLUMNS).orElse(0);
            return size + BYTES_A_PIXEL * pixels + TextDetector.bytes(pixels);
        } catch (IOException e) {
            return size;
        }
    }
}
