package org.subtext.audit.door;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.subtext.audit.harm.HarmFolder;
import org.subtext.problems.InvalidInputException;
import org.subtext.report.harm.HarmContent;

/**
 * What a finished run of harm found.
 *
 * @param run its name
 * @param content everything its page says
 * @param record versions, seed, hashes, by name and in order
 */
public record HarmAnswers(String run, HarmContent content, Map<String, String> record) {
    public HarmAnswers {
        record = Collections.unmodifiableMap(new LinkedHashMap<>(record));
    }

    static HarmAnswers in(String run, Path folder) {
        if (!HarmFolder.isThere(folder) || !HarmFolder.isFinished(folder)) {
            throw new InvalidInputException("There is no finished run of harm in " + folder + " (no "
                    + (HarmFolder.isThere(folder) ? HarmFolder.MANIFEST : HarmFolder.PLAN) + ").");
        }
        return new HarmAnswers(run, HarmFolder.finished(folder), HarmFolder.facts(folder));
    }
}
