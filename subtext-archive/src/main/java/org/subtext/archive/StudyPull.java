package org.subtext.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.subtext.archive.ArchiveException.Kind;
import org.subtext.archive.Retrieval.InstanceKey;

/**
 * Pulls one study or series: lists it, fetches what the folder lacks, and calls it finished only when every listed
 * instance is there. First all at once; whatever is missing after that, instance by instance. Thread-safe.
 */
final class StudyPull {
    /** How it ended. */
    enum Ending {
        /** Everything was there from an earlier pull. */
        THERE_BEFORE,
        /** Everything is there now. */
        PULLED
    }

    private final StudySearch search;
    private final WadoRetrieve wado;
    private final InstanceStore store;
    private final PullJournal journal;
    private final Retries retries;

    StudyPull(StudySearch search, WadoRetrieve wado, InstanceStore store, PullJournal journal, ArchiveLimits limits) {
        this.search = search;
        this.wado = wado;
        this.store = store;
        this.journal = journal;
        this.retries = new Retries(limits);
    }

    Ending run(Retrieval retrieval) throws IOException {
        References references = store.references();
        if (isFinished(retrieval)) {
            return Ending.THERE_BEFORE;
        }
        List<InstanceKey> listed = search.instances(retrieval);
        if (listed.isEmpty() || listed.size() < retrieval.instances()) {
            throw new ArchiveException(
                    Kind.WRONG_CONTENT,
                    "the archive says it has " + Math.max(1, retrieval.instances()) + " instances of it and lists "
                            + listed.size());
        }
        boolean lacked = !missing(retrieval, listed).isEmpty();
        if (lacked) {
            fetch(retrieval, listed);
        }
        journal.finish(
                references.of(retrieval.uid()),
                listed.stream().map(one -> references.of(one.sopInstanceUid())).toList());
        return lacked ? Ending.PULLED : Ending.THERE_BEFORE;
    }

    /** Finished before, nothing deleted since, and the archive has not got more since. */
    private boolean isFinished(Retrieval retrieval) {
        References references = store.references();
        List<String> instances = journal.instances(references.of(retrieval.uid()));
        String study = references.of(retrieval.studyUid());
        return !instances.isEmpty()
                && instances.size() == retrieval.instances()
                && instances.stream().allMatch(one -> java.nio.file.Files.exists(store.file(study, one)));
    }

    private List<InstanceKey> missing(Retrieval retrieval, List<InstanceKey> listed) {
        return listed.stream()
                .filter(one -> !store.has(retrieval.studyUid(), one.sopInstanceUid()))
                .toList();
    }

    private void fetch(Retrieval retrieval, List<InstanceKey> listed) throws IOException {
        Set<String> wanted = listed.stream().map(InstanceKey::sopInstanceUid).collect(Collectors.toSet());
        if (missing(retrieval, listed).size() == listed.size()) {
            fetchAtOnce(retrieval, listed, wanted);
        }
        List<ArchiveException> refused = new ArrayList<>();
        for (InstanceKey one : missing(retrieval, listed)) {
            try {
                retries.run(() -> {
                    wado.once(retrieval.resource(one), retrieval.studyUid(), Set.of(one.sopInstanceUid()));
                    return one;
                });
            } catch (ArchiveException e) {
                if (e.kind().isFatal() || e.kind().isIllness()) {
                    throw e; // the next one would wait as long, and fail as well
                }
                refused.add(e);
            }
        }
        int missing = missing(retrieval, listed).size();
        if (missing > 0) {
            String why =
                    refused.isEmpty() ? "they did not come" : refused.get(0).getMessage();
            throw new ArchiveException(
                    Kind.REFUSED, missing + " of " + listed.size() + " instances are missing: " + why);
        }
    }

    /** Tries until something came; the rest is then fetched one by one, so that nothing is sent twice. */
    private void fetchAtOnce(Retrieval retrieval, List<InstanceKey> listed, Set<String> wanted) throws IOException {
        try {
            retries.run(() -> {
                try {
                    wado.once(retrieval.resource(), retrieval.studyUid(), wanted);
                } catch (ArchiveException e) {
                    if (missing(retrieval, listed).size() == listed.size()) {
                        throw e;
                    }
                }
                return wanted;
            });
        } catch (ArchiveException e) {
            if (e.kind() != Kind.REFUSED && e.kind() != Kind.WRONG_CONTENT) {
                throw e;
            }
            // Some archives serve instances and refuse whole studies: one by one tells.
        }
    }
}
