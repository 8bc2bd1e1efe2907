package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.SpellingPolicy;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;

/** What decides what the copies hold: a second call with anything else would mix two kinds of copies in one folder. */
final class ImportOptions {
    /** Below the folder of the log. */
    static final String FILE = "options.txt";

    private ImportOptions() {}

    /** By name, in the order in which they are written; nothing of the salt but whether it is the same. */
    static Map<String, ?> of(DeidentificationPlan plan, Pseudonyms pseudonyms, AttributeTable table)
            throws IOException {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("salt_fingerprint", pseudonyms.fingerprint());
        options.put("attributes", table.hash().abbreviated());
        options.put("items", ItemTable.ofBuild().hash().abbreviated());
        options.put("terms", EnumeratedValues.ofBuild().hash().abbreviated());
        options.put(
                "retained",
                plan.retained().stream().map(RetainOption::word).sorted().collect(Collectors.joining(" ")));
        options.put("burned_in", plan.burnedIn().name());
        if (plan.video() == VideoPolicy.KEEP) {
            options.put("video", "keep");
        }
        if (plan.ids().spellings() == SpellingPolicy.SAME) {
            options.put("ids", "same");
        }
        Path map = plan.ids().map();
        if (map != null) {
            options.put("id_map", pseudonyms.content(Files.readAllBytes(map)));
        }
        return options;
    }

    /** Notes the options of a first call, and refuses those of a later one that differ. */
    static void require(Map<String, ?> options, Path file) throws IOException {
        String text = options.toString();
        if (Files.exists(file) && !Files.readString(file).equals(text)) {
            throw new InvalidInputException(
                    Sentence.of("The output folder already holds an import with another salt or other options (" + file
                                    + "). Give the same salt and options to go on with it, or another folder with ")
                            .and(Argument.OUT)
                            .and("."));
        }
        AtomicFiles.writeString(file, text);
    }
}
