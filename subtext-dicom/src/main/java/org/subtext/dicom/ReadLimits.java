package org.subtext.dicom;

/**
 * What one file may cost. Lengths in a file are claims: each is held against these limits and against the bytes that
 * are left before memory is taken.
 *
 * @param bytes largest file, and largest header of a file, in bytes; below 2 GiB
 * @param inflatedBytes most bytes that a deflated data set or a member of an archive may become
 * @param elements most elements and sequence items in a file, nested ones included
 * @param depth most sequences within sequences
 */
public record ReadLimits(int bytes, int inflatedBytes, int elements, int depth) {
    private static final int GIBIBYTE = 1 << 30;

    public ReadLimits {
        if (bytes < 1 || inflatedBytes < 1 || elements < 1 || depth < 1 || depth > 256) {
            throw new IllegalArgumentException("read limits are positive, the depth at most 256");
        }
    }

    /**
     * 1 GiB a file, 512 MiB inflated, a million elements, 64 sequences deep; on a small heap less: half of it a file,
     * an eighth inflated, one element a KiB.
     */
    public static ReadLimits defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        return new ReadLimits(
                (int) Math.min(GIBIBYTE, heap / 2),
                (int) Math.min(GIBIBYTE / 2, heap / 8),
                (int) Math.min(1_000_000, heap / 1024),
                64);
    }
}
