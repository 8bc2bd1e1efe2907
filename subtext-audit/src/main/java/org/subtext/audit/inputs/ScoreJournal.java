package org.subtext.audit.inputs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FileStamp;
import org.subtext.provenance.FolderLock;

/**
 * A file of scores that grows a block at a time, with a note beside it of which model and images it was made.
 *
 * <p>The note, {@code NAME.resume}, tells after each block how long the file is and what hash it has up to there. So a
 * file of which a kill cut off the end goes on from its last whole block, and one that somebody changed is not gone on
 * with. Nothing is ever read back from the scores themselves.
 */
public final class ScoreJournal implements AutoCloseable {
    private static final String TITLE = "scores of images 1";
    private static final String ENDING = ".resume";
    private static final String LOCK = ".lock";

    /**
     * An image that was scored.
     *
     * @param content hash of what was decoded
     */
    public record Image(String name, FileStamp stamp, ContentHash content) {}

    /** The end of a block: how long the file is, and its hash. */
    private record End(long length, String hash) {}

    private final Path out;
    private final FileChannel scores;
    private final FileChannel note;
    private final FolderLock lock;
    private final MessageDigest digest;
    private final Map<String, Image> images;

    private ScoreJournal(Path out, FolderLock lock, String model, @Nullable Earlier earlier) throws IOException {
        this.out = out;
        this.lock = lock;
        this.digest = ContentHash.sha256();
        this.images = earlier == null ? new LinkedHashMap<>() : earlier.images;
        this.note = open(noteOf(out));
        this.scores = open(out);
        long noted = earlier == null ? 0 : earlier.noteLength;
        long scored = earlier == null ? 0 : earlier.end.length();
        digest(out, scored, digest);
        note.truncate(noted).position(noted);
        scores.truncate(scored).position(scored);
        if (earlier == null) {
            write(note, TITLE + "\t" + model + "\n");
        }
    }

    /**
     * Begins a file, or goes on with one.
     *
     * @param model what tells the model from others
     * @param header the file's first line
     * @param resume whether a file that is there is gone on with
     * @throws InvalidInputException when there is a file and it is not to be gone on with, it was made of another
     *     model, or somebody changed it
     */
    public static ScoreJournal open(Path out, ContentHash model, String header, boolean resume) throws IOException {
        if (Files.exists(out) && !resume) {
            throw new InvalidInputException(Sentence.of(out + " exists already. Continue it with ")
                    .and(Argument.RESUME)
                    .and(", or name another file."));
        }
        FolderLock lock = FolderLock.take(lockOf(out))
                .orElseThrow(() -> new InvalidInputException(
                        out + " is being written by another process of Subtext. Wait for it, or name another file."));
        try {
            Earlier earlier = Files.exists(out) ? Earlier.read(out, model.hex(), header) : null;
            ScoreJournal journal = new ScoreJournal(out, lock, model.hex(), earlier);
            if (earlier == null) {
                journal.add(header, List.of());
            }
            return journal;
        } catch (IOException | RuntimeException e) {
            close(lock, out);
            throw e;
        }
    }

    /** The images that the file holds, by name. */
    public Map<String, Image> images() {
        return images;
    }

    /** Adds a block of lines, and then the note of it. */
    public void add(String lines, List<Image> block) throws IOException {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        write(scores, lines);
        digest.update(bytes);
        StringBuilder noted = new StringBuilder();
        for (Image image : block) {
            FileStamp stamp = image.stamp();
            noted.append(String.join(
                            "\t",
                            image.content().hex(),
                            Long.toString(stamp.size()),
                            Long.toString(stamp.modifiedMillis()),
                            Long.toString(stamp.changedNanos()),
                            escaped(image.name())))
                    .append('\n');
            images.put(image.name(), image);
        }
        write(note, noted + "=\t" + scores.position() + "\t" + hash(digest) + "\n");
    }

    @Override
    public void close() throws IOException {
        scores.close();
        note.close();
        close(lock, out);
    }

    private static void close(FolderLock lock, Path out) throws IOException {
        Files.deleteIfExists(lockOf(out)); // while it is held: whoever waits for it makes another
        lock.close();
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Path lockOf(Path out) {
        return out.resolveSibling("." + out.getFileName() + LOCK);
    }

    static Path noteOf(Path out) {
        return out.resolveSibling(out.getFileName() + ENDING);
    }

    private static String hash(MessageDigest digest) {
        try {
            return ContentHash.of((MessageDigest) digest.clone()).hex();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be cloned on every Java platform", e);
        }
    }

    /** Takes the first bytes of a file into a digest. */
    private static void digest(Path file, long length, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long left = length; left > 0; ) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), left));
                int read = channel.read(buffer);
                if (read < 0) {
                    return;
                }
                digest.update(buffer.flip());
                left -= read;
            }
        }
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                name.append(c);
                continue;
            }
            char code = text.charAt(++i);
            name.append(code == 't' ? '\t' : code == 'n' ? '\n' : code == 'r' ? '\r' : code);
        }
        return name.toString();
    }

    /** What a file and its note say of what was scored before. */
    private record Earlier(Map<String, Image> images, End end, long noteLength) {
        static @Nullable Earlier read(Path out, String model, String header) throws IOException {
            Path note = noteOf(out);
            String text = Files.isRegularFile(note) ? Files.readString(note) : "";
            String first = text.substring(0, text.indexOf('\n') + 1);
            long length = Files.size(out);
            if (length == 0) {
                return null; // killed, or out of room, before its first line was there
            }
            if (!first.startsWith(TITLE)) {
                throw refused(out + " has no note beside it (" + note.getFileName()
                        + ") that says of which model and images it was made, so it cannot be gone on with.");
            }
            if (!first.equals(TITLE + "\t" + model + "\n")) {
                throw refused(out + " does not hold scores of this model: the model's file or what is said of it has"
                        + " changed.");
            }
            Map<String, Image> images = new LinkedHashMap<>();
            List<Image> block = new ArrayList<>();
            Earlier last = null;
            int at = first.length();
            long noted = at;
            try {
                for (int end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
                    String line = text.substring(at, end + 1);
                    String[] cells = line.substring(0, line.length() - 1).split("\t", -1);
                    at = end + 1;
                    noted += line.getBytes(StandardCharsets.UTF_8).length;
                    if (cells.length == 5) {
                        FileStamp stamp = new FileStamp(
                                Long.parseLong(cells[1]), Long.parseLong(cells[2]), Long.parseLong(cells[3]));
                        block.add(new Image(unescaped(cells[4]), stamp, new ContentHash(cells[0])));
                    } else if (cells.length == 3 && Long.parseLong(cells[1]) <= length) {
                        block.forEach(image -> images.put(image.name(), image));
                        block.clear();
                        last = new Earlier(images, new End(Long.parseLong(cells[1]), cells[2]), noted);
                    } else {
                        break;
                    }
                }
            } catch (IllegalArgumentException e) {
                throw refused(note.getFileName() + " has been changed since it was written, so " + out
                        + " cannot be gone on with.");
            }
            if (last == null && length <= header.getBytes(StandardCharsets.UTF_8).length) {
                return null; // the same in the middle of it
            }
            MessageDigest digest = ContentHash.sha256();
            if (last != null) {
                digest(out, last.end.length(), digest);
            }
            if (last == null || !hash(digest).equals(last.end.hash())) {
                throw refused(out + " has been changed since it was written, so it cannot be gone on with.");
            }
            return last;
        }

        private static InvalidInputException refused(String why) {
            return new InvalidInputException(why + " Name another file.");
        }
    }
}
