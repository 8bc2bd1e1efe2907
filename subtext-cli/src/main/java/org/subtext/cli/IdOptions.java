package org.subtext.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.IdRule;
import org.subtext.identities.SpellingPolicy;
import org.subtext.problems.PlanKey;
import picocli.CommandLine.Option;

/** The options that say who is who; shared by every command that reads patients from a table. */
final class IdOptions {
    @Option(
            names = "--ids",
            paramLabel = "WHICH",
            description = "Ids that differ only in how they are written (012, 12, 12.0): same (one person), different"
                    + " (ids count as written) or ask; default ask, which refuses them.")
    @Turns(key = PlanKey.COHORT_IDS_SPELLINGS)
    @Nullable SpellingPolicy spellings;

    @Option(
            names = "--id-map",
            paramLabel = "FILE",
            description = "Table of two columns: an id as written, and the patient it stands for.")
    @Turns(key = PlanKey.COHORT_IDS_MAP)
    @Nullable Path map;

    /** What these options say, by an absolute path. */
    IdRule rule() {
        return new IdRule(
                spellings == null ? SpellingPolicy.ASK : spellings,
                map == null ? null : map.toAbsolutePath().normalize());
    }
}
