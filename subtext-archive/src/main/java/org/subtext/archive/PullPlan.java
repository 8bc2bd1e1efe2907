package org.subtext.archive;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;

/**
 * What is pulled from where to where.
 *
 * @param archive whom to ask
 * @param query which studies
 * @param folder where they go
 * @param parallel studies retrieved side by side, 1 to 32
 */
public record PullPlan(Peer archive, StudyQuery query, Path folder, int parallel) {
    public static final int PARALLEL = 4;
    private static final int MOST_PARALLEL = 32;

    public PullPlan {
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new InvalidInputException(
                    Sentence.of("Found " + parallel + " parallel downloads. Expected 1 to " + MOST_PARALLEL + "; give ")
                            .set(Argument.PARALLEL, "4")
                            .and("."));
        }
    }

    /**
     * An archive and how to speak with it.
     *
     * @param tls settings of TLS, null for those of the Java platform
     */
    public record Peer(
            ArchiveAddress address,
            Credentials credentials,
            @Nullable SSLContext tls,
            ArchiveLimits limits) {
        ArchiveHttp http() {
            return new ArchiveHttp(address, credentials, tls, limits);
        }
    }
}
