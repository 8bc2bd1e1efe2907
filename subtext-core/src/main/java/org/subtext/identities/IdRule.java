package org.subtext.identities;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of the ids of patients.
 *
 * @param spellings what is made of ids that are the same but for how they are written; {@link SpellingPolicy#ASK} by
 *     default
 * @param map a table of two columns, an id as written and the patient it stands for; null for none. It is looked up
 *     before anything else, and ids that it does not hold stay as they are
 */
public record IdRule(SpellingPolicy spellings, @Nullable Path map) {
    /** Nothing was said. */
    public static final IdRule ASK = new IdRule(SpellingPolicy.ASK, null);

    public IdRule {
        Objects.requireNonNull(spellings, "spellings");
    }

    /** The same rule with a relative path started from a folder. */
    public IdRule from(Path folder) {
        return map == null ? this : new IdRule(spellings, folder.resolve(map).normalize());
    }
}
