package org.subtext.silo.rounds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.Roster;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.masking.Share;
import org.subtext.silo.masking.SiteSet;
import org.subtext.silo.masking.Unmasking;
import org.subtext.silo.rounds.RoundMessage.SharesRevealed;

/** From the shares that sites revealed to the sum. */
final class Opening {
    private Opening() {}

    /**
     * Forms the sum.
     *
     * @throws RoundRefusedException with {@link Refusal#BAD_SHARE} if the shares, without those of any one site, do not
     *     give the secrets that sites began with
     */
    static void open(Collected at, List<VectorSpool> vectors, long length, Path file) throws IOException {
        Unmasking unmasking = unmasking(at);
        try {
            SumFile.write(file, vectors, length, unmasking);
        } finally {
            unmasking.erase();
        }
    }

    /** With all shares; where one is wrong, with those of all but one site. */
    private static Unmasking unmasking(Collected at) {
        List<Integer> all = List.copyOf(at.reveals.keySet());
        try {
            return unmasking(at, all);
        } catch (RoundRefusedException e) {
            if (e.refusal() != Refusal.BAD_SHARE || all.size() <= at.roster().threshold()) {
                throw e;
            }
            for (Integer one : all) {
                List<Integer> others = new ArrayList<>(all);
                others.remove(one);
                try {
                    return unmasking(at, others);
                } catch (RoundRefusedException again) {
                    // It was not that one's shares alone.
                }
            }
            throw e;
        }
    }

    private static Unmasking unmasking(Collected at, List<Integer> from) {
        Roster roster = at.roster();
        SiteSet answered = at.answered();
        Unmasking unmasking = new Unmasking(roster, at.sharing(), answered);
        for (int site : answered.positions()) {
            List<Share> shares = shares(
                    at,
                    from,
                    revealed -> Objects.requireNonNull(revealed.seeds().get(site)));
            unmasking.takeSeed(
                    site,
                    shares,
                    Objects.requireNonNull(at.shares.get(site)).commitment().array());
        }
        for (int site : at.sharing().without(answered).positions()) {
            List<Share> shares = shares(
                    at,
                    from,
                    revealed -> Objects.requireNonNull(revealed.maskingKeys().get(site)));
            unmasking.takeMaskingKey(site, shares);
        }
        return unmasking;
    }

    private static List<Share> shares(Collected at, List<Integer> from, Function<SharesRevealed, Bytes> of) {
        return from.stream()
                .map(position -> Share.of(
                        position,
                        of.apply(Objects.requireNonNull(at.reveals.get(position)))
                                .array()))
                .toList();
    }
}
