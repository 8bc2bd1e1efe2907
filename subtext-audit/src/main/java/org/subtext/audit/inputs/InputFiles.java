package org.subtext.audit.inputs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.provenance.ContentHash;

/**
 * The files beside the images that a run reads, each with the hash of what was read.
 *
 * <p>A run goes on only with what it began with: its networks learnt from it, and the patients of a changed table would
 * be divided anew, so that some would be tested on whom a stored network was trained.
 */
public final class InputFiles {
    private static final String HASH = " (SHA-256)";

    /** @param readLater whether it is read after it was hashed */
    private record Known(Path file, String hash, boolean readLater) {}

    private final Map<String, Known> files = new LinkedHashMap<>();

    /** The name that a manifest gives the hash of a file. */
    public static String fact(String what) {
        return what + HASH;
    }

    /** A file whose content was hashed when it was read. */
    public void add(String what, Path file, ContentHash read) {
        files.put(what, new Known(file, read.hex(), false));
    }

    /** A file that is read later; {@link #requireUnchanged} tells whether it was this. */
    public void add(String what, Path file) throws IOException {
        files.put(what, new Known(file, ContentHash.ofFile(file).hex(), true));
    }

    /** Hashes by the names that a manifest gives them. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        files.forEach((what, known) -> facts.put(fact(what), known.hash()));
        return facts;
    }

    /**
     * Refuses to go on with a run that was begun with other files.
     *
     * @param before the facts of its manifest; what it does not name (an older version wrote it) is not compared
     * @throws InvalidInputException with all files that changed at once
     */
    public void requireAsBefore(Map<String, String> before) {
        Problems problems = new Problems();
        files.forEach((what, known) -> {
            String then = before.get(fact(what));
            if (then != null && !then.equals(known.hash())) {
                problems.add(changed("The file " + known.file() + " (" + what + ")", "has"));
            }
        });
        problems.throwIfAny();
    }

    /**
     * Refuses to vouch for files that changed while they were being used.
     *
     * @throws InvalidInputException with all of them at once
     */
    public void requireUnchanged() throws IOException {
        Problems problems = new Problems();
        for (Map.Entry<String, Known> entry : files.entrySet()) {
            Path file = entry.getValue().file();
            if (entry.getValue().readLater()
                    && !(Files.isRegularFile(file)
                            && ContentHash.ofFile(file)
                                    .hex()
                                    .equals(entry.getValue().hash()))) {
                problems.add(changed("The file " + file + " (" + entry.getKey() + ")", "has"));
            }
        }
        problems.throwIfAny();
    }

    /**
     * What is said of anything that is no longer what a run was begun with.
     *
     * @param has "has" or "have"
     */
    public static Sentence changed(String what, String has) {
        return Sentence.of(what + " " + has + " changed since the run was begun (SHA-256 differs). A run goes on"
                        + " only with what it was begun with: its networks learnt from it. Put it back as it was, or"
                        + " audit what there is now under another name with ")
                .and(Argument.RUN_NAME)
                .and(".");
    }
}
