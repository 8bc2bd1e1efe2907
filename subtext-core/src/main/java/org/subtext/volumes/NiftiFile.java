package org.subtext.volumes;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.subtext.memory.FileByFile;
import org.subtext.memory.HeapShare;

/**
 * Reads NIfTI-1 and NIfTI-2: one file or an .hdr and .img pair, either byte order, plain or gzipped (told by content).
 *
 * <p>No more is read or unpacked than the header's own, bounded sizes account for, whatever a compressed file holds.
 */
public final class NiftiFile {
    /** Deflate cannot shrink by more than this (two bits for 258 bytes, RFC 1951). */
    private static final long LARGEST_RATIO = 1032;

    private NiftiFile() {}

    /** Whether a file's name is one of a NIfTI volume: .nii, .nii.gz, .hdr, .img or .hdr.gz, .img.gz. */
    public static boolean isNamedLikeOne(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return List.of(".nii", ".hdr", ".img").stream().anyMatch(plain::endsWith);
    }

    /**
     * Reads a volume whole.
     *
     * @throws VolumeException when the file is no volume, is damaged, or claims more than 1 GiB of voxels
     */
    public static NiftiVolume read(Path file) throws IOException {
        try {
            return readWhole(file);
        } catch (OutOfMemoryError e) {
            throw new VolumeException(String.valueOf(FileByFile.exhausted(e).getMessage()), e);
        }
    }

    private static NiftiVolume readWhole(Path file) throws IOException {
        Path first = sibling(file, ".img", ".hdr");
        try (InputStream in = open(first)) {
            byte[] start = in.readNBytes(NiftiHeader.BYTES_2);
            NiftiHeader header = NiftiHeader.of(start);
            if (!header.pair()) {
                return new NiftiVolume(header, voxels(in, start, header, first));
            }
            Path second = sibling(first, ".hdr", ".img");
            if (second.equals(first) || !Files.isRegularFile(second)) {
                throw new VolumeException("a NIfTI header whose voxels are in an .img file of the same name, which is"
                        + " not beside it; put it there");
            }
            try (InputStream image = open(second)) {
                return new NiftiVolume(header, voxels(image, new byte[0], header, second));
            }
        } catch (EOFException | ZipException e) {
            throw new VolumeException("a damaged or truncated gzip stream", e);
        }
    }

    /** @param file whose length bounds what can come out of it */
    private static byte[] voxels(InputStream in, byte[] read, NiftiHeader header, Path file) throws IOException {
        requireRoom(header, file);
        long skip = header.offset() - read.length;
        byte[] early = new byte[0];
        if (skip < 0) {
            early = Arrays.copyOfRange(read, (int) header.offset(), read.length);
        } else if (skipped(in, skip) < skip) {
            throw truncated(0, header);
        }
        int length = (int) header.dataBytes();
        byte[] data = Arrays.copyOf(early, length);
        int have = Math.min(early.length, length);
        have += in.readNBytes(data, have, length - have);
        if (have < length) {
            throw truncated(have, header);
        }
        return data;
    }

    /** Refuses what cannot be in so short a file, and what takes more memory than there is for one volume. */
    private static void requireRoom(NiftiHeader header, Path file) throws IOException {
        long claimed = header.offset() + header.dataBytes();
        long size = Files.size(file);
        if (claimed > size && !isGzipped(file)) {
            throw truncated(Math.max(0, size - header.offset()), header);
        }
        if (claimed > LARGEST_RATIO * size) {
            throw new VolumeException("a NIfTI header that claims " + claimed + " bytes, which " + size
                    + " compressed bytes cannot hold; truncated or hostile");
        }
        Optional<String> refusal = HeapShare.ofOneFile().refusal(header.dataBytes());
        if (refusal.isPresent()) {
            throw new VolumeException("a NIfTI volume that takes " + refusal.get());
        }
    }

    private static boolean isGzipped(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 0x1F && in.read() == 0x8B;
        }
    }

    /** Bytes actually passed over; fewer only where the stream ends. */
    private static long skipped(InputStream in, long count) throws IOException {
        byte[] waste = new byte[(int) Math.min(count, 1 << 16)];
        long done = 0;
        while (done < count) {
            int got = in.readNBytes(waste, 0, (int) Math.min(waste.length, count - done));
            if (got == 0) {
                break;
            }
            done += got;
        }
        return done;
    }

    private static VolumeException truncated(long have, NiftiHeader header) {
        return new VolumeException("a NIfTI volume of " + header.columns() + " x " + header.rows() + " x "
                + header.slices() + " x " + header.volumes() + " voxels that ends after " + have + " of "
                + header.dataBytes() + " bytes; truncated");
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            boolean gzipped = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return gzipped ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The file with one extension in place of another, in the case of letters and with the .gz it has. */
    private static Path sibling(Path file, String from, String to) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        for (String end : new String[] {from, from + ".gz"}) {
            if (lower.endsWith(end)) {
                String stem = name.substring(0, name.length() - end.length());
                Path same = file.resolveSibling(stem + to + end.substring(from.length()));
                Path other = file.resolveSibling(stem + to + (end.endsWith(".gz") ? "" : ".gz"));
                return !Files.exists(same) && Files.exists(other) ? other : same;
            }
        }
        return file;
    }
}
