package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Software;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says for every file what was cut: {@code files.csv} with one line a file; {@code cuts.csv} with what was done to its
 * elements, once for all files to which the same was done; {@code pixels.csv} with the bytes cut from its pixels;
 * {@code tags.csv} with one line a tag and outcome over all files; and all of it, with the options and the digests of
 * the other files that were written, in {@code log.json}. Never a value of the input.
 */
final class ImportLog {
    /** Below the output folder. */
    static final String FOLDER = "import-log";

    /** For a kind of cut: nobody looked into the streams. */
    static final String NOT_LOOKED_INTO = "not_looked_into";

    /** One tag of the files of one group. */
    record CutLine(String path, String name, String outcome, int elements) {}

    /** One tag, in the sequences around it. */
    record TagLine(String path, String name, boolean inAnnexE, String outcome, long elements, long files) {}

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ImportLog() {}

    /** Writes the log below the output folder, with the digests of the table and of the log's other files. */
    static void write(Path out, Map<String, ?> options, Journal journal, AttributeTable table) throws IOException {
        Path folder = out.resolve(FOLDER);
        List<TagLine> tags = tags(journal, table);
        SortedMap<String, List<CutLine>> cuts = cuts(journal, table);
        AtomicFiles.writeString(folder.resolve("files.csv"), filesCsv(journal.files()));
        AtomicFiles.writeString(folder.resolve("tags.csv"), tagsCsv(tags));
        AtomicFiles.writeString(folder.resolve("cuts.csv"), cutsCsv(cuts));
        AtomicFiles.writeString(folder.resolve("pixels.csv"), pixelsCsv(journal.files()));
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("software", Software.version());
        log.put("options", options);
        log.put("meanings", LogWords.ofBuild().meanings());
        log.put("others", digests(out, folder));
        log.put("tags", tags);
        log.put("cuts", cuts);
        log.put("files", journal.files());
        AtomicFiles.writeString(folder.resolve("log.json"), JSON.writeValueAsString(log) + "\n");
    }

    /** Of what stands beside the images but for this log's own last file and the summary made from it. */
    private static Map<String, String> digests(Path out, Path folder) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (Path file : List.of(
                out.resolve("table.csv"),
                folder.resolve("files.csv"),
                folder.resolve("tags.csv"),
                folder.resolve("cuts.csv"),
                folder.resolve("pixels.csv"),
                folder.resolve(ImportOptions.FILE),
                folder.resolve("journal.jsonl"))) {
            if (Files.exists(file)) {
                digests.put(
                        out.relativize(file).toString().replace('\\', '/'),
                        ContentHash.ofFile(file).hex());
            }
        }
        return digests;
    }

    private static SortedMap<String, List<CutLine>> cuts(Journal journal, AttributeTable table) {
        SortedMap<String, List<CutLine>> groups = new TreeMap<>();
        for (FileRecord file : journal.files()) {
            if (!file.shape().isEmpty() && !groups.containsKey(file.shape())) {
                List<CutLine> lines = new ArrayList<>();
                journal.counts(file)
                        .forEach((change, count) -> lines.add(new CutLine(
                                change.path().toString(),
                                table.find(change.path().last())
                                        .map(AttributeRule::name)
                                        .orElse(""),
                                change.outcome().word(),
                                count)));
                groups.put(file.shape(), lines);
            }
        }
        return groups;
    }

    private static String cutsCsv(SortedMap<String, List<CutLine>> cuts) {
        StringBuilder text = new StringBuilder("cuts,tag,name,outcome,elements\n");
        cuts.forEach((group, lines) -> lines.forEach(line -> text.append("%s,\"%s\",\"%s\",%s,%d\n"
                .formatted(group, line.path(), line.name(), line.outcome(), line.elements()))));
        return text.toString();
    }

    private static String pixelsCsv(List<FileRecord> files) {
        StringBuilder text = new StringBuilder("file,cut,bytes\n");
        for (FileRecord file : files) {
            file.pixelCuts().forEach((kind, bytes) -> text.append("%s,%s,%d\n".formatted(file.id(), kind, bytes)));
        }
        return text.toString();
    }

    private static List<TagLine> tags(Journal journal, AttributeTable table) {
        Map<ElementChange, long[]> sums = new TreeMap<>();
        for (FileRecord file : journal.files()) {
            journal.counts(file).forEach((change, count) -> {
                long[] sum = sums.computeIfAbsent(change, k -> new long[2]);
                sum[0] += count;
                sum[1]++;
            });
        }
        List<TagLine> lines = new ArrayList<>();
        sums.forEach((change, sum) -> {
            Optional<AttributeRule> rule = table.find(change.path().last());
            lines.add(new TagLine(
                    change.path().toString(),
                    rule.map(AttributeRule::name).orElse(""),
                    rule.map(AttributeRule::inAnnexE).orElse(false),
                    change.outcome().word(),
                    sum[0],
                    sum[1]));
        });
        return lines;
    }

    private static String tagsCsv(List<TagLine> tags) {
        return tags.stream()
                .sorted(Comparator.comparing(TagLine::path).thenComparing(TagLine::outcome))
                .map(tag -> "\"%s\",\"%s\",%s,%s,%d,%d\n"
                        .formatted(
                                tag.path(),
                                tag.name(),
                                tag.inAnnexE() ? "yes" : "no",
                                tag.outcome(),
                                tag.elements(),
                                tag.files()))
                .collect(Collectors.joining("", "tag,name,in_annex_e,outcome,elements,files\n", ""));
    }

    private static String filesCsv(List<FileRecord> files) {
        List<String> outcomes = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            outcomes.add(outcome.word());
        }
        StringBuilder text = new StringBuilder(
                        "file,status,output,input_hmac_sha256,output_sha256,burned_in,frames,frames_looked_at,cuts,")
                .append(String.join(",", outcomes))
                .append('\n');
        for (FileRecord file : files) {
            text.append(String.join(
                    ",",
                    file.id(),
                    file.status(),
                    file.output(),
                    file.inputDigest(),
                    file.outputSha256(),
                    String.join(" ", file.burnedIn()),
                    Integer.toString(file.frames()),
                    Integer.toString(file.framesLookedAt()),
                    file.shape()));
            outcomes.forEach(outcome -> text.append(',').append(file.outcomes().getOrDefault(outcome, 0)));
            text.append('\n');
        }
        return text.toString();
    }
}
