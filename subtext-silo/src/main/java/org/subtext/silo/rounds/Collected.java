package org.subtext.silo.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.Roster;
import org.subtext.silo.masking.SiteSet;
import org.subtext.silo.rounds.RoundMessage.AnsweredShown;
import org.subtext.silo.rounds.RoundMessage.KeysOffered;
import org.subtext.silo.rounds.RoundMessage.RosterShown;
import org.subtext.silo.rounds.RoundMessage.SharesDelivered;
import org.subtext.silo.rounds.RoundMessage.SharesRevealed;
import org.subtext.silo.rounds.RoundMessage.SharesSealed;
import org.subtext.silo.rounds.RoundMessage.UnmaskAsked;

/**
 * What the coordinator has of a round so far, and what it says at each step. What a step closes with follows from what
 * had come until then, so that a journal read again gives the same. Not thread-safe.
 */
final class Collected {
    /** What the coordinator waits for. */
    enum Step {
        KEYS,
        SHARES,
        VECTORS,
        SIGNATURES,
        REVEALS
    }

    final SortedMap<String, KeysOffered> keys = new TreeMap<>();
    final SortedMap<Integer, SharesSealed> shares = new TreeMap<>();
    final SortedMap<Integer, ContentHash> vectors = new TreeMap<>();
    final SortedMap<Integer, Bytes> signatures = new TreeMap<>();
    final SortedMap<Integer, SharesRevealed> reveals = new TreeMap<>();
    final SortedMap<String, Refusal> declined = new TreeMap<>();

    private Step step = Step.KEYS;
    private @Nullable RosterShown shown;
    private @Nullable SiteSet sharing;
    private @Nullable SiteSet answered;
    private @Nullable UnmaskAsked asked;

    Step step() {
        return step;
    }

    RosterShown shown() {
        return Objects.requireNonNull(shown);
    }

    Roster roster() {
        return shown().roster();
    }

    SiteSet sharing() {
        return Objects.requireNonNull(sharing);
    }

    SiteSet answered() {
        return Objects.requireNonNull(answered);
    }

    UnmaskAsked asked() {
        return Objects.requireNonNull(asked);
    }

    boolean hasRoster() {
        return shown != null;
    }

    boolean hasAnswered() {
        return answered != null;
    }

    /** Who has answered at this step and did not decline. */
    List<String> here() {
        List<String> names = switch (step) {
            case KEYS -> List.copyOf(keys.keySet());
            case SHARES -> names(shares.keySet());
            case VECTORS -> names(vectors.keySet());
            case SIGNATURES -> names(signatures.keySet());
            case REVEALS -> names(reveals.keySet());
        };
        return names.stream().filter(name -> !declined.containsKey(name)).toList();
    }

    /** Who is asked at this step, of these approved sites. */
    List<String> asked(List<String> approved) {
        return switch (step) {
            case KEYS -> approved;
            case SHARES -> names(roster().all().positions());
            case VECTORS -> names(sharing().positions());
            case SIGNATURES, REVEALS -> names(answered().positions());
        };
    }

    /** Goes on with those who are here. */
    void closeStep(Purpose purpose) {
        List<String> here = here();
        switch (step) {
            case KEYS -> {
                Roster roster = Roster.of(
                        purpose,
                        here.stream()
                                .map(name ->
                                        new Roster.Entry(name, of(keys, name).keys()))
                                .toList());
                List<Bytes> signed = roster.entries().stream()
                        .map(entry -> of(keys, entry.site()).signature())
                        .toList();
                shown = new RosterShown(roster, signed);
            }
            case SHARES -> sharing = positions(here);
            case VECTORS -> answered = positions(here);
            case SIGNATURES ->
                asked = new UnmaskAsked(
                        roster().hash(), answered(), sharing().without(answered()), new TreeMap<>(signatures));
            case REVEALS -> throw new IllegalStateException("behind the last step stands an outcome");
        }
        step = Step.values()[step.ordinal() + 1];
    }

    /** What is said to each party when a step begins. */
    Map<String, RoundMessage> said() {
        Map<String, RoundMessage> said = new TreeMap<>();
        switch (step) {
            case KEYS -> {}
            case SHARES -> names(roster().all().positions()).forEach(name -> said.put(name, shown()));
            case VECTORS ->
                sharing().positions().forEach(to -> said.put(roster().at(to).site(), delivery(to)));
            case SIGNATURES -> {
                AnsweredShown set = new AnsweredShown(roster().hash(), sharing(), answered());
                names(answered().positions()).forEach(name -> said.put(name, set));
            }
            case REVEALS -> names(answered().positions()).forEach(name -> said.put(name, asked()));
        }
        return said;
    }

    List<String> names(Iterable<Integer> positions) {
        List<String> names = new ArrayList<>();
        positions.forEach(position -> names.add(roster().at(position).site()));
        return names;
    }

    private SharesDelivered delivery(int to) {
        SortedMap<Integer, Bytes> sealed = new TreeMap<>();
        for (int from : sharing().without(to).positions()) {
            sealed.put(from, of(of(shares, from).sealed(), to));
        }
        return new SharesDelivered(roster().hash(), sharing(), sealed);
    }

    private SiteSet positions(List<String> names) {
        return SiteSet.of(names.stream()
                .map(name -> roster().position(name).orElseThrow())
                .toList());
    }

    private static <K, V> V of(Map<K, V> values, K key) {
        return Objects.requireNonNull(values.get(key));
    }
}
