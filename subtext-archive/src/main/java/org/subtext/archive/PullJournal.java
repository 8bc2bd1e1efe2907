package org.subtext.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a pull has finished, one line a study (or series): its reference, and those of its instances. Holds no UID. A
 * line is written after the instances are on disk; a line torn by a kill is not counted. Thread-safe.
 */
final class PullJournal implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("[0-9a-f]{16}( [0-9a-f]{16})+");

    private final FileChannel channel;
    private final Map<String, List<String>> finished;

    private PullJournal(FileChannel channel, Map<String, List<String>> finished) {
        this.channel = channel;
        this.finished = finished;
    }

    static PullJournal open(Path file) throws IOException {
        Map<String, List<String>> finished = new HashMap<>();
        String text = Files.exists(file) ? Files.readString(file) : "";
        int whole = text.lastIndexOf('\n') + 1;
        text.substring(0, whole)
                .lines()
                .filter(line -> LINE.matcher(line).matches())
                .forEach(line -> {
                    List<String> words = List.of(line.split(" "));
                    finished.put(words.get(0), words.subList(1, words.size()));
                });
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(whole);
        channel.position(whole);
        return new PullJournal(channel, finished);
    }

    /** References of the instances of a finished study or series; empty when it is not finished. */
    synchronized List<String> instances(String reference) {
        return finished.getOrDefault(reference, List.of());
    }

    synchronized void finish(String reference, List<String> instances) throws IOException {
        String line = reference + " " + String.join(" ", instances) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        finished.put(reference, instances);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
