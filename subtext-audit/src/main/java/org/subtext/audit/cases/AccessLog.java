package org.subtext.audit.cases;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;

/**
 * Who looked at images of which run, when and why: a file beside the runs that is only added to, for its owner's eyes.
 *
 * <p>A line is forced to disk before the image that it tells of is shown, so that none is seen that is not noted. An
 * image is noted by the SHA-256 of the array that was shown, which whoever holds the run can find again and nobody
 * else. One JSON object a line. Thread-safe.
 */
public final class AccessLog {
    /** Its name in the folder of runs. */
    public static final String FILE = "image-access.jsonl";

    private final Path file;
    private final String account;
    private final String reason;
    private final Clock clock;

    private AccessLog(Path file, String account, String reason, Clock clock) {
        this.file = file;
        this.account = account;
        this.reason = reason;
        this.clock = clock;
    }

    /**
     * Begins to note.
     *
     * @param runs the folder of all runs
     * @param account who looks, as this machine knows them
     * @param reason in their own words
     * @throws InvalidInputException when no line can be added: nothing is shown then
     */
    public static AccessLog begin(Path runs, String account, String reason, Clock clock) {
        AccessLog log = new AccessLog(runs.resolve(FILE), account, reason, clock);
        log.note("begun", "", "");
        return log;
    }

    /** Who looks. */
    public String account() {
        return account;
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /**
     * Notes that the cases of a run were opened.
     *
     * @param cases that it has, any of which may be listed from now on
     */
    public void opened(String run, int cases) {
        note("opened", run, count("cases", cases));
    }

    /**
     * Notes that one image is about to be shown.
     *
     * @param stop under which it was tested: "low-pass 10", or "unchanged"
     */
    public void shown(String run, String stop, ContentHash image) {
        note("shown", run, text("stop", stop) + text("image", image.hex()));
    }

    /**
     * Notes that small pictures of a run's cases are about to be shown, any of them from now on.
     *
     * @param stop under which they were tested
     */
    public void overview(String run, String stop, int cases) {
        note("overview", run, text("stop", stop) + count("cases", cases));
    }

    /**
     * Notes what was seen of a run's cases between its opening and the end of the program; where the program was
     * killed, the lines before say what it may have been.
     *
     * @param listed how many different cases were listed
     * @param stops under which pictures were shown, small or whole
     */
    public void closed(String run, int listed, Collection<String> stops) {
        note(
                "closed",
                run,
                count("listed", listed)
                        + stops.stream().map(AccessLog::quoted).collect(Collectors.joining(",", ",\"stops\":[", "]")));
    }

    private static String count(String key, int value) {
        return "," + quoted(key) + ":" + value;
    }

    private static String text(String key, String value) {
        return "," + quoted(key) + ":" + quoted(value);
    }

    /** @param more further members of the object, each after a comma */
    private synchronized void note(String what, String run, String more) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String line =
                "{\"when\":" + quoted(now.toString()) + ",\"account\":" + quoted(account) + ",\"what\":" + quoted(what)
                        + (run.isEmpty() ? "" : text("run", run)) + more + ",\"reason\":" + quoted(reason) + "}\n";
        try {
            if (Files.notExists(file)) {
                Files.createFile(file, OwnerOnly.always());
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
                ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new InvalidInputException("No image is shown, since nobody could note it: the access log " + file
                    + " cannot be written (" + e.getClass().getSimpleName() + "). Make the folder of runs writable, or"
                    + " look without images.");
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
