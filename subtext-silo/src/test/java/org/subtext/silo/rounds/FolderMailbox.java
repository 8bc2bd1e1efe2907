package org.subtext.silo.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.subtext.provenance.ContentHash;

/** Letters between processes of one machine as files, which all stay where they were for who looks at the traffic. */
final class FolderMailbox implements Mailbox {
    private static final int HASH_BYTES = 32;
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final Path post;
    private final String party;
    private long last;

    /** Another sender's letter of an earlier moment may come in between, so the file is remembered. */
    private Optional<Path> delivered = Optional.empty();

    FolderMailbox(Path post, String party) throws IOException {
        this.post = post;
        this.party = party;
        Files.createDirectories(post.resolve(party).resolve("taken"));
    }

    @Override
    public void send(RoundId round, String to, byte[] letter) throws IOException {
        if (letter.length > LARGEST_LETTER) {
            throw new IllegalArgumentException("a letter of " + letter.length + " bytes");
        }
        // In the order sent, also over restarts: by the clock, and never two at one time.
        last = Math.max(last + 1, System.currentTimeMillis() * 1000);
        Path box = post.resolve(to);
        Files.createDirectories(box.resolve("taken"));
        ByteBuffer bytes = ByteBuffer.allocate(HASH_BYTES + 8 + letter.length)
                .put(HexFormat.of().parseHex(round.plan().hex()))
                .putInt(round.round())
                .putInt(round.attempt())
                .put(letter);
        Path unfinished = post.resolve(party + "-" + last + ".unfinished");
        Files.write(unfinished, bytes.array());
        Files.move(unfinished, box.resolve("%020d-%s".formatted(last, party)), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Optional<Letter> next(Duration longest) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            delivered = oldest();
            if (delivered.isPresent()) {
                return Optional.of(letter(delivered.get()));
            }
            if (System.nanoTime() >= end) {
                return Optional.empty();
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    @Override
    public void taken(Letter letter) throws IOException {
        Path file = delivered.orElseThrow();
        Files.move(file, post.resolve(party).resolve("taken").resolve(file.getFileName()));
    }

    private Optional<Path> oldest() throws IOException {
        try (Stream<Path> files = Files.list(post.resolve(party))) {
            return files.filter(Files::isRegularFile)
                    .min(Comparator.comparing(file -> file.getFileName().toString()));
        }
    }

    /** What a letter in a box is. */
    static MessageKind kindOf(Path file) {
        try {
            return MessageKind.of(RoundMessage.of(letter(file).bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Letter letter(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        byte[] plan = new byte[HASH_BYTES];
        bytes.get(plan);
        RoundId round = new RoundId(new ContentHash(HexFormat.of().formatHex(plan)), bytes.getInt(), bytes.getInt());
        byte[] letter = new byte[bytes.remaining()];
        bytes.get(letter);
        String name = file.getFileName().toString();
        return new Letter(round, name.substring(name.indexOf('-') + 1), letter);
    }
}
