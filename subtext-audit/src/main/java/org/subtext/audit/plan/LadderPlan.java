package org.subtext.audit.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.RungKind;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;

/**
 * Who reads the images beside the network that is asked for.
 *
 * @param readers of {@link RungKind#LINEAR}, {@link RungKind#BANDS} and {@link RungKind#SMALL}, all by default; the
 *     small network reads only where another one is asked for
 * @param primary on whose intervals "no evidence" rests: the network asked for by default
 * @param embeddings path of a file with a vector of every image, read as well where it is given; null for none
 */
public record LadderPlan(
        List<RungKind> readers, RungKind primary, @Nullable String embeddings) {
    private static final List<RungKind> OWN = List.of(RungKind.LINEAR, RungKind.BANDS, RungKind.SMALL);

    /** What is usual. */
    public static final LadderPlan USUAL = new LadderPlan(OWN, RungKind.NETWORK, null);

    /** The network alone, as in plans from before others read beside it. */
    public static final LadderPlan NONE = new LadderPlan(List.of(), RungKind.NETWORK, null);

    public LadderPlan {
        Objects.requireNonNull(primary, "primary");
        readers = List.copyOf(readers);
        if (!OWN.containsAll(readers) || new HashSet<>(readers).size() < readers.size()) {
            throw new RefusedValueException(
                    PlanKey.LADDER_READERS,
                    "names the readers beside the network, each once, of: " + names(OWN) + "; got " + names(readers));
        }
        if (OWN.contains(primary) && !readers.contains(primary)
                || primary == RungKind.EMBEDDINGS && embeddings == null) {
            throw new RefusedValueException(
                    PlanKey.LADDER_PRIMARY, "must be network or a reader that is asked for, got " + name(primary));
        }
    }

    public LadderPlan withReaders(List<RungKind> value) {
        return new LadderPlan(value, primary, embeddings);
    }

    public LadderPlan withPrimary(RungKind value) {
        return new LadderPlan(readers, value, embeddings);
    }

    public LadderPlan withEmbeddings(@Nullable String value) {
        return new LadderPlan(readers, primary, value);
    }

    private static String name(RungKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String names(List<RungKind> kinds) {
        return kinds.isEmpty() ? "none" : kinds.stream().map(LadderPlan::name).collect(Collectors.joining(", "));
    }
}
