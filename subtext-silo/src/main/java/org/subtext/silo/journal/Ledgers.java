package org.subtext.silo.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.OwnerOnly;

/**
 * The ledgers of a house, and apart from them how far each had come: so that one that is gone, or an older copy of it,
 * does not pass for one that has nothing to say.
 *
 * <p>A ledger only grows. After each record of it {@code ledgers.heads} has its length and the SHA-256 of all its
 * bytes, and only then is the record acted upon. Whoever opens a ledger finds these bytes at its beginning, or is
 * refused. A kill between record and head leaves a ledger that is longer than its head, which is taken. Where ledgers
 * <em>and</em> heads are put back to one earlier day, nothing here tells it.
 *
 * <p>Several processes may use them, as far as the ledgers allow it. Thread-safe.
 */
public final class Ledgers {
    static final String HEADS = "ledgers.heads";
    private static final String TITLE = "subtext-ledgers-1";
    private static final String CURE = "What was answered and promised here cannot be known without it, so nothing is"
            + " answered. Put the newest copy back; where there is none, the ledgers can be begun anew by intent, with a"
            + " reason that is kept.";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final List<String> names;

    /**
     * @param folder of the house
     * @param names of all its ledgers, as paths within the folder
     */
    public Ledgers(Path folder, List<String> names) {
        this.folder = folder.toAbsolutePath().normalize();
        this.names = List.copyOf(names);
    }

    /** How far a ledger had come. */
    private record Head(long length, ContentHash hash) {}

    /**
     * Opens one of the journals, which is made where it never was.
     *
     * @throws InvalidInputException if it is gone or an older copy
     */
    public Journal journal(String name) throws IOException {
        return Journal.open(file(name), new HeadOf(name));
    }

    /**
     * The records of one of the journals, which somebody may be writing; see {@link Journal#peek}.
     *
     * @throws InvalidInputException if it is gone or an older copy
     */
    public List<byte[]> peek(String name) throws IOException {
        new HeadOf(name).require();
        return Journal.peek(file(name));
    }

    /** One of the files of lines. It can be read whatever it is, and takes a line only where it is what it had been. */
    public Lines lines(String name) {
        return new Lines(file(name), new HeadOf(name));
    }

    /** @throws InvalidInputException with every ledger that is gone or an older copy, and what to do */
    public void require() throws IOException {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join(" ", problems) + " " + CURE);
        }
    }

    /** What is wrong with them, without what to do; empty where nothing is. */
    public List<String> problems() throws IOException {
        Optional<Map<String, Head>> heads = heads();
        if (heads.isEmpty()) {
            return List.of(noHeads());
        }
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Head> head : heads.get().entrySet()) {
            problem(head.getKey(), head.getValue()).ifPresent(problems::add);
        }
        return problems;
    }

    /** Begins with the ledgers as they are, none in a new house; in an old one the caller says so elsewhere. */
    public void begin() throws IOException {
        OwnerOnly.folderWithin(folder);
        try (FolderLock lock = lock()) {
            Map<String, Head> heads = new TreeMap<>();
            for (String name : names) {
                if (Files.exists(file(name))) {
                    long length = Files.size(file(name));
                    heads.put(name, new Head(length, ContentHash.of(digest(file(name), length))));
                }
            }
            writeHeld(lock, heads);
        }
    }

    private Path file(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(name + " is no ledger of this house");
        }
        return folder.resolve(name);
    }

    private Optional<String> problem(String name, Head head) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.of(
                    "The ledger " + name + " is gone from " + folder + "; it had " + head.length() + " bytes.");
        }
        long size = Files.size(file);
        if (size >= head.length() && ContentHash.of(digest(file, head.length())).equals(head.hash())) {
            return Optional.empty();
        }
        return Optional.of("The ledger " + name + " in " + folder + " has " + size
                + " bytes and does not begin with the " + head.length()
                + " that it had: it is an older copy, or another file.");
    }

    /** What the file says; empty where it is gone or damaged. */
    private Optional<Map<String, Head>> heads() throws IOException {
        if (!Files.exists(folder.resolve(HEADS))) {
            return Optional.empty();
        }
        String text = Files.readString(folder.resolve(HEADS));
        List<String> lines = text.lines().toList();
        boolean isWhole = lines.size() >= 2
                && lines.get(0).equals(TITLE)
                && text.equals(withHash(String.join("\n", lines.subList(0, lines.size() - 1)) + "\n"));
        if (!isWhole) {
            return Optional.empty();
        }
        Map<String, Head> heads = new TreeMap<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            String[] parts = line.split(" ", 3);
            heads.put(parts[2], new Head(Long.parseLong(parts[0]), new ContentHash(parts[1])));
        }
        return Optional.of(heads);
    }

    private Map<String, Head> soundHeads() throws IOException {
        return heads().orElseThrow(() -> new InvalidInputException(noHeads() + " " + CURE));
    }

    private String noHeads() {
        return HEADS + ", which says how far each ledger had come, is "
                + (Files.exists(folder.resolve(HEADS))
                        ? "damaged in " + folder + ": it does not end with the hash of what it says."
                        : "gone from " + folder + ".");
    }

    private static String withHash(String text) {
        return text + ContentHash.ofText(text).hex() + "\n";
    }

    private void note(String name, Head head) throws IOException {
        try (FolderLock lock = lock()) {
            Map<String, Head> heads = soundHeads();
            if (!head.equals(heads.put(name, head))) {
                writeHeld(lock, heads);
            }
        }
    }

    private void writeHeld(FolderLock lock, Map<String, Head> heads) throws IOException {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        heads.forEach((name, head) -> text.append(head.length())
                .append(' ')
                .append(head.hash().hex())
                .append(' ')
                .append(name)
                .append('\n'));
        AtomicFiles.writeString(folder.resolve(HEADS), withHash(text.toString()));
    }

    private FolderLock lock() throws IOException {
        return FolderLock.take(folder.resolve(HEADS + ".lock"), PATIENCE)
                .orElseThrow(() -> new UnavailableException("Another process has been writing " + HEADS + " in "
                        + folder + " for " + PATIENCE.toSeconds() + " seconds. Wait for it, or end it."));
    }

    private static MessageDigest digest(Path file, long length) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return digest;
    }

    /** Notes how far one ledger had come. */
    private final class HeadOf implements Witness {
        private final String name;
        private MessageDigest digest = ContentHash.sha256();
        private long length;

        HeadOf(String name) {
            this.name = name;
        }

        @Override
        public void require() throws IOException {
            Optional<Head> head = Optional.ofNullable(soundHeads().get(name));
            Optional<String> problem = head.isPresent() ? problem(name, head.get()) : Optional.empty();
            if (problem.isPresent()) {
                throw new InvalidInputException(problem.get() + " " + CURE);
            }
        }

        @Override
        public void has(long bytes) throws IOException {
            digest = digest(folder.resolve(name), bytes);
            length = bytes;
            noteNow();
        }

        @Override
        public void grew(byte[] bytes) throws IOException {
            digest.update(bytes);
            length += bytes.length;
            noteNow();
        }

        private void noteNow() throws IOException {
            try {
                note(name, new Head(length, ContentHash.of((MessageDigest) digest.clone())));
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("SHA-256 of the JDK can be copied", e);
            }
        }
    }
}
