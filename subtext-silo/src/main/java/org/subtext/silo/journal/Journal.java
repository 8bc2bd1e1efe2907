package org.subtext.silo.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.OwnerOnly;

/**
 * Records appended to a file one by one; {@link #append} returns when the disk has the record, and whoever opens the
 * file again, after a kill at any point, reads all of them.
 *
 * <p>On disk: {@code subtext-journal-1} and a line feed, then for each record its length, the CRC-32C of the record,
 * the CRC-32C of these two (4 bytes each, big-endian) and the record. A last record that the kill cut off was never
 * acted upon and is dropped. Any other damage is refused: what was promised is not known any more.
 *
 * <p>The file is its owner's alone (0600) and held by one process at a time. Thread-safe.
 */
public final class Journal implements Closeable {
    private static final byte[] HEADER = "subtext-journal-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME = 12;

    /** No record is longer; a length beyond it is damage. */
    private static final int LONGEST = 1 << 26;

    private final Path file;
    private final FolderLock lock;
    private final FileChannel channel;
    private final List<byte[]> before;
    private final Witness witness;
    private boolean isBroken;

    private Journal(Path file, FolderLock lock, FileChannel channel, Witness witness) throws IOException {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
        this.witness = witness;
        this.before = read();
        witness.has(channel.position());
    }

    /** Opens a journal, which is made where there is none. */
    public static Journal open(Path file) throws IOException {
        return open(file, Witness.NOBODY);
    }

    static Journal open(Path file, Witness witness) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        FolderLock lock = FolderLock.take(file.resolveSibling(file.getFileName() + ".lock"))
                .orElseThrow(() -> new UnavailableException("Another process holds " + file
                        + ". One process at a time may go on with a round: end the other one."));
        try {
            witness.require();
            boolean isNew = !Files.exists(file);
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OwnerOnly.always());
            try {
                Journal journal = new Journal(file, lock, channel, witness);
                if (isNew) {
                    forceFolder(folder);
                }
                return journal;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The records of a journal that somebody may be writing, in order; none where there is no file. Nothing is locked,
     * made or cut off.
     */
    public static List<byte[]> peek(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return contents(file, channel).records();
        }
    }

    /** The records that were there when the journal was opened, in order. */
    public List<byte[]> before() {
        return before.stream().map(byte[]::clone).toList();
    }

    /** Adds a record, and returns when the disk has it. After a failure nothing more is taken: open the file again. */
    public synchronized void append(byte[] bytes) throws IOException {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("a record of " + bytes.length + " bytes; the longest has " + LONGEST);
        }
        if (isBroken) {
            throw new IOException(file + " could not be written before; nothing is added behind what may be cut off");
        }
        ByteBuffer frame = ByteBuffer.allocate(FRAME + bytes.length);
        frame.putInt(bytes.length).putInt(checksum(bytes, bytes.length));
        frame.putInt(checksum(frame.array(), FRAME - 4)).put(bytes).flip();
        isBroken = true;
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
        channel.force(true);
        witness.grew(frame.array());
        isBroken = false;
    }

    /** Overwrites the file, as far as a disk lets one, and deletes it: for records that are not to be kept. */
    public synchronized void erase() throws IOException {
        isBroken = true;
        try {
            long size = channel.size();
            for (long at = 0; at < size; at += 1 << 16) {
                channel.write(ByteBuffer.allocate((int) Math.min(1 << 16, size - at)), at);
            }
            channel.force(true);
            Files.deleteIfExists(file);
        } finally {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            lock.close();
        }
    }

    /** Whole records, and where they end; 0 where not even the header is whole. */
    private record Contents(List<byte[]> records, long end) {}

    private List<byte[]> read() throws IOException {
        Contents contents = contents(file, channel);
        long end = contents.end();
        if (end == 0) {
            // Killed while it was made.
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(HEADER));
            channel.force(true);
            return List.of();
        }
        if (end < channel.size()) {
            channel.truncate(end);
            channel.force(true);
        }
        channel.position(end);
        return contents.records();
    }

    private static Contents contents(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < HEADER.length) {
            return new Contents(List.of(), 0);
        }
        if (!new String(bytes(file, channel, 0, HEADER.length), StandardCharsets.US_ASCII)
                .equals(new String(HEADER, StandardCharsets.US_ASCII))) {
            throw new InvalidInputException(file + " is no journal: it does not begin with subtext-journal-1.");
        }
        List<byte[]> records = new ArrayList<>();
        long at = HEADER.length;
        while (at < size) {
            if (size - at < FRAME) {
                break;
            }
            byte[] head = bytes(file, channel, at, FRAME);
            ByteBuffer frame = ByteBuffer.wrap(head);
            int length = frame.getInt();
            int checksum = frame.getInt();
            boolean isFrame = frame.getInt() == checksum(head, FRAME - 4) && length >= 0 && length <= LONGEST;
            if (isFrame && at + FRAME + length > size) {
                break;
            }
            byte[] record = isFrame ? bytes(file, channel, at + FRAME, length) : head;
            if (!isFrame || checksum != checksum(record, length)) {
                if (isZero(file, channel, at, size)) {
                    break;
                }
                throw new InvalidInputException(file + " is damaged at byte " + at + " of " + size
                        + ": what was promised there cannot be read any more, so its rounds are over."
                        + " Keep the file aside and begin a new round.");
            }
            records.add(record);
            at += FRAME + length;
        }
        return new Contents(records, at);
    }

    private static byte[] bytes(Path file, FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException(file + " became shorter while it was read");
            }
        }
        return buffer.array();
    }

    /** A file system that was cut off may have made a file longer before it had the bytes. */
    private static boolean isZero(Path file, FileChannel channel, long from, long to) throws IOException {
        for (long at = from; at < to; at += 1 << 16) {
            for (byte one : bytes(file, channel, at, (int) Math.min(1 << 16, to - at))) {
                if (one != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** So that the name of a new file is on the disk too; where folders cannot be opened (Windows) it is anyway. */
    private static void forceFolder(Path folder) {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException e) {
            // Not every system lets a folder be forced.
        }
    }
}
