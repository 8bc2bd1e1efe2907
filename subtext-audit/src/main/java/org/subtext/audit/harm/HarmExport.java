package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.AtomicFiles;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.export.ModelCard;
import org.subtext.report.harm.export.SubgroupTable;

/** A finished run of harm as a file for somebody else's form; it may be shared. */
public enum HarmExport {
    /** The applied model card of the Coalition for Health AI. */
    CHAI_XML("model-card.xml", ModelCard::xml),
    /** A line a finding, rate and group. */
    SUBGROUP_TABLE("subgroups.csv", SubgroupTable::csv);

    private final String file;
    private final Function<HarmContent, String> text;

    HarmExport(String file, Function<HarmContent, String> text) {
        this.file = file;
        this.text = text;
    }

    /** Names in a run's folder, where nobody says where else. */
    static List<String> files() {
        return Arrays.stream(values()).map(one -> one.file).toList();
    }

    /**
     * Writes it.
     *
     * @param run folder of a finished run of harm
     * @param target where to; null for the run's folder
     * @param replaces whether a file that is there may go
     * @return the file
     * @throws InvalidInputException where the folder holds no finished run, or the target must not be written
     */
    public Path write(Path run, @Nullable Path target, boolean replaces) throws IOException {
        HarmContent content = HarmFolder.finished(run);
        Path out = target == null ? run.resolve(file) : target;
        if (Files.isDirectory(out)) {
            throw new InvalidInputException(Sentence.of(out + " is a folder. Name a file in it: ")
                    .set(Argument.OUT, out.resolve(file).toString())
                    .and("."));
        }
        if (HarmFolder.isPartOf(run, out)) {
            throw new InvalidInputException(Sentence.of(out + " is a file of the run itself. Name another: ")
                    .set(Argument.OUT, file)
                    .and("."));
        }
        if (Files.isRegularFile(out) && !replaces) {
            throw new InvalidInputException(Sentence.of(out + " exists already. Name another file (")
                    .set(Argument.OUT, "FILE")
                    .and("), or say that it is replaced: ")
                    .and(Argument.REPLACE)
                    .and("."));
        }
        AtomicFiles.writeString(out, text.apply(content));
        return out;
    }
}
