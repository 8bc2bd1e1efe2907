package org.subtext.images;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FileStamp;
import org.subtext.provenance.OwnerOnly;

/**
 * Which file's pixels lie in which slot: one line a finished image, appended after its pixels were forced to disk.
 *
 * <p>Every line ends in its own checksum. A process that dies leaves at most a torn last line; opening cuts the file
 * back to its last whole line, so what the journal says was always written. A later line about a file replaces an
 * earlier one. Not thread-safe.
 */
final class CacheJournal implements AutoCloseable {
    /** Slot of a file that holds no image. */
    static final int NO_SLOT = -1;

    /** Fields of a line of an image by versions that noted no hash of its pixels. */
    private static final int WITHOUT_HASH = 10;

    /**
     * One line.
     *
     * @param slot of its pixels, or {@link #NO_SLOT}
     * @param outcome what became of it
     * @param written SHA-256 of the slot's bytes; null without a slot, or where an earlier version wrote them
     */
    record Entry(
            String file,
            FileStamp stamp,
            int slot,
            Outcome outcome,
            @Nullable ContentHash written) {
        /** Of a file that holds no image. */
        static Entry without(String file, FileStamp stamp, Outcome.Unreadable why) {
            return new Entry(file, stamp, NO_SLOT, why, null);
        }

        /** Of a file with the same content. */
        Entry of(String twin, FileStamp itsStamp) {
            return new Entry(twin, itsStamp, slot, outcome, written);
        }
    }

    private final FileChannel channel;
    private final Map<String, Entry> entries;

    private CacheJournal(FileChannel channel, Map<String, Entry> entries) {
        this.channel = channel;
        this.entries = entries;
    }

    /** Opens or begins a journal whose first line must equal {@code title}. */
    static CacheJournal open(Path file, String title) throws IOException {
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        Map<String, Entry> entries = new LinkedHashMap<>();
        int whole = 0;
        int end = lineEnd(content, 0);
        if (end >= 0) {
            String found = new String(content, 0, end, StandardCharsets.UTF_8);
            if (!found.equals(title)) {
                throw new InvalidInputException("The pixel cache " + file.getFileName() + " begins with \"" + found
                        + "\", expected \"" + title + "\". Another version wrote it: delete the cache folder.");
            }
            whole = end + 1;
            for (end = lineEnd(content, whole); end >= 0; end = lineEnd(content, whole)) {
                Entry entry = parse(new String(content, whole, end - whole, StandardCharsets.UTF_8));
                if (entry == null) {
                    break;
                }
                entries.put(entry.file(), entry);
                whole = end + 1;
            }
        }
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                OwnerOnly.of(file.resolveSibling("")));
        channel.truncate(whole);
        channel.position(whole);
        if (whole == 0) {
            writeFully(channel, title + "\n");
        }
        return new CacheJournal(channel, entries);
    }

    /** What a journal says, by file, for whoever only looks; its first line must equal {@code title}. */
    static Map<String, Entry> stored(Path file, String title) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(title)) {
            throw new InvalidInputException("The pixel cache " + file.getFileName()
                    + " was written by another version, which this one cannot read.");
        }
        for (String line : lines.subList(1, lines.size())) {
            Entry entry = parse(line);
            if (entry == null) {
                break;
            }
            entries.put(entry.file(), entry);
        }
        return entries;
    }

    /** The content of all decoded files of a journal, whoever writes it; none where there is no journal. */
    static Set<ContentHash> contents(Path file) throws IOException {
        Set<ContentHash> contents = new HashSet<>();
        if (Files.isRegularFile(file)) {
            for (String line : Files.readAllLines(file)) {
                Entry entry = parse(line);
                if (entry != null && entry.outcome() instanceof Outcome.Decoded image) {
                    contents.add(image.content());
                }
            }
        }
        return contents;
    }

    /** By file name as it was given, in the order of first mention. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** Appends and forces; the pixels of these entries must have been forced before. */
    void append(List<Entry> finished) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Entry entry : finished) {
            text.append(format(entry)).append('\n');
            entries.put(entry.file(), entry);
        }
        writeFully(channel, text.toString());
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static String format(Entry entry) {
        String what;
        if (entry.outcome() instanceof Outcome.Decoded image) {
            what = "decoded\t" + image.content().hex() + "\t" + image.pixels().hex() + "\t" + image.width() + "\t"
                    + image.height() + "\t" + image.bits()
                    + (entry.written() == null ? "" : "\t" + entry.written().hex());
        } else {
            what = "unreadable\t" + escaped(((Outcome.Unreadable) entry.outcome()).reason());
        }
        FileStamp stamp = entry.stamp();
        String changed = stamp.provesContent() ? "/" + stamp.changedNanos() : "";
        String line = entry.slot() + "\t" + stamp.size() + "\t" + stamp.modifiedMillis() + changed + "\t"
                + escaped(entry.file()) + "\t" + what;
        return line + "\t" + checksum(line);
    }

    /** Null for a line that is torn or damaged. */
    static @Nullable Entry parse(String line) {
        int tab = line.lastIndexOf('\t');
        if (tab < 0 || !line.substring(tab + 1).equals(checksum(line.substring(0, tab)))) {
            return null;
        }
        String[] field = line.substring(0, tab).split("\t", -1);
        String[] times = field[2].split("/", 2); // older versions noted one time
        FileStamp stamp = new FileStamp(
                Long.parseLong(field[1]),
                Long.parseLong(times[0]),
                times.length < 2 ? FileStamp.NOT_KNOWN : Long.parseLong(times[1]));
        boolean isDecoded = field[4].equals("decoded");
        Outcome outcome = isDecoded
                ? new Outcome.Decoded(
                        new ContentHash(field[5]),
                        PixelHash.parse(field[6]),
                        Integer.parseInt(field[7]),
                        Integer.parseInt(field[8]),
                        Integer.parseInt(field[9]))
                : new Outcome.Unreadable(unescaped(field[5]));
        ContentHash written = isDecoded && field.length > WITHOUT_HASH ? new ContentHash(field[WITHOUT_HASH]) : null;
        return new Entry(unescaped(field[3]), stamp, Integer.parseInt(field[0]), outcome, written);
    }

    private static int lineEnd(byte[] content, int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static void writeFully(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String checksum(String line) {
        CRC32 crc = new CRC32();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char code = text.charAt(++i);
            plain.append(code == 't' ? '\t' : code == 'n' ? '\n' : code == 'r' ? '\r' : code);
        }
        return plain.toString();
    }
}
