package org.subtext.silo.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.primitives.Randomness;

/** A coordinator and sites by hand: every letter can be looked at, dropped, changed or sent again. */
final class RoundWorld implements Closeable {
    static final Duration PATIENCE = Duration.ofMinutes(10);

    final Path folder;
    final List<Identity> identities = new ArrayList<>();
    final Map<String, RoundLedger> ledgers = new TreeMap<>();
    final Map<String, long[]> plain = new TreeMap<>();
    final Map<String, MaskedSite> sites = new TreeMap<>();
    final Map<String, List<RoundRefusedException>> refused = new TreeMap<>();
    final Deque<Letter> toCoordinator = new ArrayDeque<>();
    final Map<String, Deque<Letter>> toSites = new TreeMap<>();
    final List<Letter> everything = new ArrayList<>();

    Instant now = Instant.parse("2026-11-30T12:00:00Z");
    RoundTerms terms;
    private @Nullable MaskedRound opened;

    /** What becomes of a message to or from a site; null where it is lost. */
    BiFunction<String, RoundMessage, Optional<RoundMessage>> wire = (site, message) -> Optional.of(message);

    RoundWorld(Path folder, int count, int length) throws IOException {
        this.folder = folder;
        SplittableRandom random = new SplittableRandom(count);
        for (int i = 0; i < count; i++) {
            Identity identity = Identity.make(new PartyName("site-" + (char) ('a' + i)));
            identities.add(identity);
            String name = identity.name().value();
            plain.put(name, random.longs(length, -(1L << 55), 1L << 55).toArray());
            ledgers.put(name, RoundLedger.open(folder.resolve(name + ".ledger")));
            toSites.put(name, new ArrayDeque<>());
            refused.put(name, new ArrayList<>());
        }
        refused.put(Mailbox.COORDINATOR, new ArrayList<>());
        terms = terms("model", 1, 1, length);
    }

    MaskedRound round() {
        return Objects.requireNonNull(opened);
    }

    static <V> V of(Map<String, V> values, String name) {
        return Objects.requireNonNull(values.get(name));
    }

    static Purpose purpose(String model, int round, int attempt) {
        return new Purpose(ContentHash.ofText("plan"), ContentHash.ofText(model), round, attempt);
    }

    RoundTerms terms(String model, int round, int attempt, int length) {
        return new RoundTerms(
                purpose(model, round, attempt),
                identities.stream().map(Identity::known).toList(),
                length,
                now.plus(Duration.ofHours(8)));
    }

    Identity identity(String name) {
        return identities.stream()
                .filter(one -> one.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Path siteFolder(String name) {
        return folder.resolve(
                name + "-" + terms.purpose().round() + "-" + terms.purpose().attempt());
    }

    /** Begins the attempt of the terms, or goes on with it, for these sites and the coordinator. */
    RoundWorld open(String... names) throws IOException {
        openRound();
        for (String name : names.length == 0 ? ledgers.keySet().toArray(String[]::new) : names) {
            openSite(name);
        }
        return this;
    }

    void openRound() throws IOException {
        opened = MaskedRound.open(terms, Patience.of(PATIENCE), roundFolder(), now);
        round().sendAgain(this::toSite);
    }

    Path roundFolder() {
        return folder.resolve(
                "round-" + terms.purpose().round() + "-" + terms.purpose().attempt());
    }

    MaskedSite openSite(String name) throws IOException {
        SiteHouse house = new SiteHouse(identity(name), siteFolder(name), of(ledgers, name), Randomness.ofTheSystem());
        MaskedSite site = MaskedSite.open(terms, house, () -> of(plain, name).clone());
        sites.put(name, site);
        site.sendAgain(message -> toCoordinator(name, message));
        return site;
    }

    /** Ends a site's process: what is not on its disk is lost. */
    void kill(String name) throws IOException {
        Objects.requireNonNull(sites.remove(name)).close();
    }

    void toSite(String name, RoundMessage message) {
        Deque<Letter> box = toSites.getOrDefault(name, new ArrayDeque<>());
        wire.apply(name, message).ifPresent(changed -> post(box, Mailbox.COORDINATOR, changed));
    }

    void toCoordinator(String name, RoundMessage message) {
        wire.apply(name, message).ifPresent(changed -> post(toCoordinator, name, changed));
    }

    private void post(Deque<Letter> box, String from, RoundMessage message) {
        Letter letter = new Letter(terms.id(), from, message.bytes());
        everything.add(letter);
        box.addLast(letter);
    }

    /** Delivers until nothing moves. */
    void run() throws IOException {
        boolean hasMoved = true;
        while (hasMoved) {
            hasMoved = false;
            round().advance(now, this::toSite);
            while (!toCoordinator.isEmpty()) {
                giveCoordinator(toCoordinator.removeFirst());
                hasMoved = true;
            }
            round().advance(now, this::toSite);
            for (String name : List.copyOf(sites.keySet())) {
                while (sites.containsKey(name) && !of(toSites, name).isEmpty()) {
                    giveSite(name, of(toSites, name).removeFirst());
                    hasMoved = true;
                }
            }
        }
    }

    void giveCoordinator(Letter letter) throws IOException {
        try {
            round().take(letter);
        } catch (RoundRefusedException e) {
            of(refused, Mailbox.COORDINATOR).add(e);
            if (toSites.containsKey(letter.from())) {
                toSite(letter.from(), new RoundMessage.Declined(e.refusal()));
            }
        }
    }

    void giveSite(String name, Letter letter) throws IOException {
        MaskedSite site = of(sites, name);
        try {
            site.take(letter, now, message -> toCoordinator(name, message));
        } catch (RoundRefusedException e) {
            of(refused, name).add(e);
            toCoordinator(name, new RoundMessage.Declined(e.refusal()));
        }
        if (site.isClosed()) {
            site.end();
            Objects.requireNonNull(sites.remove(name)).close();
        }
    }

    void runUntilLate() throws IOException {
        run();
        for (int step = 0; step < 6 && round().outcome().isEmpty(); step++) {
            now = now.plus(PATIENCE).plusSeconds(1);
            run();
        }
    }

    RoundOutcome outcome() {
        return round().outcome().orElseThrow();
    }

    long[] sumOf(List<String> names) {
        long[] sum = new long[(int) terms.length()];
        for (String name : names) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += of(plain, name)[i];
            }
        }
        return sum;
    }

    /** The sum is exact over those who answered. */
    RoundOutcome.Opened assertExact() throws IOException {
        assertThat(outcome()).isInstanceOf(RoundOutcome.Opened.class);
        RoundOutcome.Opened opened = (RoundOutcome.Opened) outcome();
        assertThat(opened.words()).isEqualTo(sumOf(opened.answered()));
        return opened;
    }

    RoundOutcome.Refused assertRefused() {
        assertThat(outcome()).isInstanceOf(RoundOutcome.Refused.class);
        return (RoundOutcome.Refused) outcome();
    }

    @Override
    public void close() throws IOException {
        for (MaskedSite site : sites.values()) {
            site.close();
        }
        if (opened != null) {
            opened.close();
        }
        for (RoundLedger ledger : ledgers.values()) {
            ledger.close();
        }
    }
}
