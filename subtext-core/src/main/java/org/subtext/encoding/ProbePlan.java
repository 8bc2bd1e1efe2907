package org.subtext.encoding;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.IdRule;

/**
 * How somebody else's embeddings are read.
 *
 * @param embeddings CSV, Parquet or NPY; beside an NPY file its ids may stand in {@code NAME.ids.csv}
 * @param table holds attribute and patient where the embeddings do not; null where they do
 * @param attribute column of the recorded class
 * @param patient column of the patient id; null for "patient" or "patient_id" where there is one, else every row is its
 *     own patient, which is said aloud
 * @param on column of the image id that both files have; null for the one name they share, and for row order with a
 *     bare NPY file
 * @param columns the list column or the shared name of the numbered columns; null where the file has but one
 * @param rename class name of a source wording
 * @param classes the classes to tell apart, after renaming; empty for all
 * @param ids how patients are told by their ids
 */
public record ProbePlan(
        Path embeddings,
        @Nullable Path table,
        String attribute,
        @Nullable String patient,
        @Nullable String on,
        @Nullable String columns,
        Map<String, String> rename,
        List<String> classes,
        IdRule ids) {
    public ProbePlan {
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
        classes = List.copyOf(classes);
    }

    /** Embeddings and a table that share one column. */
    public static ProbePlan of(Path embeddings, @Nullable Path table, String attribute) {
        return new ProbePlan(embeddings, table, attribute, null, null, null, Map.of(), List.of(), IdRule.ASK);
    }

    /** The same reading of another file. */
    public ProbePlan withEmbeddings(Path other) {
        return new ProbePlan(other, table, attribute, patient, on, columns, rename, classes, ids);
    }

    public ProbePlan withPatient(String column) {
        return new ProbePlan(embeddings, table, attribute, column, on, columns, rename, classes, ids);
    }

    public ProbePlan withRename(Map<String, String> names) {
        return new ProbePlan(embeddings, table, attribute, patient, on, columns, names, classes, ids);
    }

    public ProbePlan withClasses(List<String> names) {
        return new ProbePlan(embeddings, table, attribute, patient, on, columns, rename, names, ids);
    }
}
