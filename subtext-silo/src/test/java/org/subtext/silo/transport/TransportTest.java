package org.subtext.silo.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.enrolment.Authority;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.enrolment.Enrolment;
import org.subtext.silo.enrolment.Invitation;
import org.subtext.silo.enrolment.OpeningProxyKeys;
import org.subtext.silo.enrolment.TlsKeys;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.Header;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;

/** Both ends over loopback, with what a hospital's network and an attacker put between. */
class TransportTest {
    private static final ContentHash PLAN = ContentHash.ofText("a plan");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final PartyName NORTH = new PartyName("north");

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Identity centre = Identity.make(CoordinatorCard.NAME);
    private final Identity north = Identity.make(NORTH);
    private final Identity south = Identity.make(new PartyName("south"));

    @TempDir
    private Path folder;

    private Authority authority;
    private PostOffice office;
    private Door door;
    private CoordinatorCard card;
    private TlsKeys keys;

    @BeforeEach
    void open() throws Exception {
        authority = Authority.make(folder.resolve("centre"), centre, "127.0.0.1", Instant.now());
        open(0, false, CLOCK);
        keys = enrol(north, Route.DIRECT);
    }

    private void open(int port, boolean allowsOpenedTls, Clock clock) throws IOException {
        office = new PostOffice(folder.resolve("post"), centre, authority.register(), header -> {
            if (!header.plan().equals(PLAN)) {
                throw new RefusedEnvelope(RefusedEnvelope.Reason.ANOTHER_PLAN);
            }
            if (header.round() > 1) {
                throw new RefusedEnvelope(RefusedEnvelope.Reason.STALE);
            }
        });
        door = Door.open(
                new Door.Settings(new InetSocketAddress("127.0.0.1", port), allowsOpenedTls, Duration.ofMillis(100)),
                TlsKeys.read(folder.resolve("centre")),
                authority,
                office,
                folder.resolve("uploads"),
                clock,
                log::add);
        card = authority.card(URI.create("https://127.0.0.1:" + door.port()));
    }

    @AfterEach
    void close() {
        door.close();
    }

    private TlsKeys enrol(Identity site, Route route) throws Exception {
        Invitation invitation = authority.invite(site.name(), card.address(), Instant.now());
        Enrolment enrolment = Enrolment.by(invitation, site);
        byte[] answer = SiteLink.beforeEnrolment(site, card, route, CLOCK).enrol(enrolment);
        return enrolment.take(answer, folder.resolve(site.name().value()));
    }

    private SiteLink link(Route route) {
        return SiteLink.of(north, card, keys, route, CLOCK);
    }

    private SitePost post() throws IOException {
        return SitePost.open(
                folder.resolve("north"), new Lines(folder.resolve("north/inbox/received.txt")), north, card, CLOCK);
    }

    private Envelope envelope(Identity sender, ContentHash plan, int round, long sequence, byte[] content) {
        return Envelope.close(
                sender,
                centre.known(),
                new Header(plan, round, 1, sender.name(), centre.name(), "letter", sequence),
                content);
    }

    private List<byte[]> arrived() throws Exception {
        List<byte[]> all = new ArrayList<>();
        for (String name : office.letters(PLAN).names()) {
            all.add(office.open(office.letters(PLAN).get(name).orElseThrow()));
        }
        return all;
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void envelopesGoBothWaysInOrderAndStayWhereTheyLeft() throws Exception {
        SitePost post = post();
        post.send(PLAN, 1, 1, "letter", new byte[] {1});
        post.send(PLAN, 1, 1, "letter", noise(3 << 20));
        post.flush(link(Route.DIRECT));
        assertThat(arrived()).hasSize(2).first().isEqualTo(new byte[] {1});
        assertThat(arrived().get(1)).isEqualTo(noise(3 << 20));
        assertThat(post.pending().names()).isEmpty();
        assertThat(post.record().read()).hasSize(2).allMatch(line -> line.endsWith("left by the line"));

        office.send(north.known(), PLAN, 1, 1, "letter", noise(3 << 20));
        office.send(north.known(), PLAN, 0, 1, "plan", new byte[] {4});
        assertThat(post.fetchAll(link(Route.DIRECT))).isEqualTo(2);
        Envelope plan = post.words().get(post.words().first().orElseThrow()).orElseThrow();
        assertThat(post.open(plan)).isEqualTo(new byte[] {4});
        assertThat(office.waiting(NORTH).names()).isEmpty();
        assertThat(post.fetch(link(Route.DIRECT))).isFalse();
    }

    @Test
    void aForeignAuthorityAForgedCertificateAndPlaintextAreRefused() throws Exception {
        OpeningProxyKeys others = new OpeningProxyKeys("somebody");
        TlsKeys foreign = others.keys("north", Optional.empty(), authority.certificate());
        // TLS of the JDK does not even show what the door would not take.
        assertRefused(SiteLink.of(north, card, foreign, Route.DIRECT, CLOCK), "shows no certificate");
        String name =
                authority.certificate().getSubjectX500Principal().getName().substring("CN=".length());
        TlsKeys forged = new OpeningProxyKeys(name).keys("north", Optional.empty(), authority.certificate());
        SiteLink forger = SiteLink.of(north, card, forged, Route.DIRECT, CLOCK);
        assertThatThrownBy(forger::next).isInstanceOf(IOException.class);

        CoordinatorCard wrong = new CoordinatorCard(card.address(), centre.known(), others.authority());
        SiteLink stranger = SiteLink.beforeEnrolment(north, wrong, Route.DIRECT, CLOCK);
        assertThatThrownBy(stranger::next).hasMessageContaining("is not the coordinator's");

        URI plain = URI.create("http://127.0.0.1:" + door.port() + "/v1/next");
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        assertThatThrownBy(() -> http.send(
                        HttpRequest.newBuilder(plain)
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(link(Route.DIRECT).next()).isEmpty();
    }

    @Test
    void anotherSitesNameIsRefusedByCertificateAndBySignature() throws Exception {
        TlsKeys ofSouth = enrol(south, Route.DIRECT);
        SiteLink asNorth = SiteLink.of(Identity.make(NORTH), card, keys, Route.DIRECT, CLOCK);
        assertRefused(asNorth, "not signed by the keys");
        SiteLink borrowed = SiteLink.of(north, card, ofSouth, Route.DIRECT, CLOCK);
        assertRefused(borrowed, "another party's");
        SiteLink without = SiteLink.beforeEnrolment(north, card, Route.DIRECT, CLOCK);
        assertRefused(without, "shows no certificate");

        // South brings what north signed, and what it wrote itself in north's name.
        SiteLink line = SiteLink.of(south, card, ofSouth, Route.DIRECT, CLOCK);
        assertThatThrownBy(() -> line.send(envelope(north, PLAN, 1, 1, new byte[1])))
                .hasMessageContaining("did not sign");
        Envelope forged = envelope(Identity.make(NORTH), PLAN, 1, 1, new byte[1]);
        assertThatThrownBy(() -> link(Route.DIRECT).send(forged)).hasMessageContaining("did not sign");
        assertThat(arrived()).isEmpty();
    }

    private static void assertRefused(SiteLink link, String words) {
        assertThatThrownBy(link::next).isInstanceOf(RefusedCall.class).hasMessageContaining(words);
    }

    @Test
    void aRevokedSiteIsShutOutAtOnce() throws Exception {
        SiteLink line = link(Route.DIRECT);
        assertThat(line.next()).isEmpty();
        authority.register().revoke(NORTH, Instant.now());
        assertRefused(line, "revoked");
        keys = enrol(north, Route.DIRECT);
        assertRefused(line, "revoked");
        assertThat(link(Route.DIRECT).next()).isEmpty();
        Enrolment next = Enrolment.again(north, card);
        keys = next.take(link(Route.DIRECT).renew(next), folder.resolve("north"));
        assertThat(link(Route.DIRECT).next()).isEmpty();
    }

    @Test
    void replayedStaleAndForeignEnvelopesAreRefused() throws Exception {
        SiteLink line = link(Route.DIRECT);
        Envelope first = envelope(north, PLAN, 1, 1, new byte[1]);
        line.send(first);
        line.send(first);
        assertThat(arrived()).as("sent twice, taken once").hasSize(1);
        assertThatThrownBy(() -> line.send(envelope(north, PLAN, 1, 1, new byte[2])))
                .hasMessageContaining("same sequence");
        assertThatThrownBy(() -> line.send(envelope(north, PLAN, 2, 2, new byte[2])))
                .hasMessageContaining("is over");
        assertThatThrownBy(() -> line.send(envelope(north, ContentHash.ofText("x"), 1, 3, new byte[2])))
                .hasMessageContaining("approved");
        SitePost post = post();
        post.send(PLAN, 2, 1, "letter", new byte[1]);
        post.send(PLAN, 1, 1, "letter", new byte[1]);
        post.flush(line);
        assertThat(post.pending().names()).isEmpty();
        assertThat(post.record().read()).first().asString().contains("refused: The envelope is refused");
        assertThat(arrived()).hasSize(2);
    }

    @Test
    void aSignedCallIsGoodOnceAndForItsAddressOnly() throws Exception {
        Map<String, String> headers = SignedCall.headers(north, "GET", "/v1/next", new byte[0], Instant.now());
        HttpClient http =
                HttpClient.newBuilder().sslContext(keys.context(List.of())).build();
        assertThat(raw(http, "/v1/next", headers).statusCode()).isEqualTo(204);
        HttpResponse<String> again = raw(http, "/v1/next", headers);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).contains("came before");
        assertThat(raw(http, "/v1/other", headers).body()).contains("not signed");
        assertThat(raw(http, "/v1/next", Map.of(SignedCall.VERSION, headers.get(SignedCall.VERSION)))
                        .body())
                .contains("does not say who calls");
    }

    private HttpResponse<String> raw(HttpClient http, String target, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(card.address() + target));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anotherVersionIsRefusedInWords() throws Exception {
        Map<String, String> headers =
                new java.util.HashMap<>(SignedCall.headers(north, "GET", "/v1/next", new byte[0], Instant.now()));
        headers.put(SignedCall.VERSION, "0.0.9");
        HttpClient http =
                HttpClient.newBuilder().sslContext(keys.context(List.of())).build();
        HttpResponse<String> refused = raw(http, "/v1/next", headers);
        assertThat(refused.statusCode()).isEqualTo(426);
        assertThat(refused.body()).contains("runs Subtext 0.0.9").contains("same version");
    }

    @Test
    void aSkewedClockIsNamed() {
        Clock ahead = Clock.fixed(Instant.now().plus(Duration.ofSeconds(42 * 60 + 30)), ZoneOffset.UTC);
        assertRefused(SiteLink.of(north, card, keys, Route.DIRECT, ahead), "clock is 42 minutes ahead of");
        Clock behind = Clock.offset(CLOCK, Duration.ofHours(-5));
        assertRefused(SiteLink.of(north, card, keys, Route.DIRECT, behind), "hours behind");
    }

    @Test
    void aTokenThatIsOverIsRefusedByTheDoor() throws Exception {
        Invitation invitation =
                authority.invite(south.name(), card.address(), Instant.now().minus(Duration.ofHours(25)));
        assertThatThrownBy(() -> SiteLink.beforeEnrolment(south, card, Route.DIRECT, CLOCK)
                        .enrol(Enrolment.by(invitation, south)))
                .isInstanceOf(RefusedCall.class)
                .hasMessageContaining("good until");
    }

    @Test
    void aProxyWithAPasswordIsPassedWithItAndNotWithout() throws Exception {
        Route.Login login = new Route.Login("house", "secret");
        try (TestProxy proxy = new TestProxy(Optional.of(login), Optional.empty(), Optional.empty())) {
            Optional<InetSocketAddress> at = Optional.of(proxy.address());
            assertThat(link(new Route(at, Optional.of(login), List.of())).next())
                    .isEmpty();
            assertThat(proxy.tunnels).hasPositiveValue();
            assertThatThrownBy(() ->
                            link(new Route(at, Optional.empty(), List.of())).next())
                    .isInstanceOf(RefusedCall.class)
                    .hasMessageContaining("none were given");
            Route.Login wrong = new Route.Login("house", "wrong");
            assertThatThrownBy(() ->
                            link(new Route(at, Optional.of(wrong), List.of())).next())
                    .isInstanceOf(RefusedCall.class)
                    .hasMessageContaining("does not take");
        }
    }

    @Test
    void aProxyThatOpensTlsIsPassedByExplicitChoiceOfBothAndReadsNoEnvelope() throws Exception {
        OpeningProxyKeys house = new OpeningProxyKeys("House proxy");
        try (TestProxy proxy = new TestProxy(
                Optional.empty(),
                Optional.of(house.door()),
                Optional.of(TlsKeys.withoutOwn(authority.certificate(), List.of())))) {
            Optional<InetSocketAddress> at = Optional.of(proxy.address());
            SiteLink unaware = link(new Route(at, Optional.empty(), List.of()));
            assertThatThrownBy(unaware::next).hasMessageContaining("a proxy opens TLS on the way");

            Route opened = new Route(at, Optional.empty(), List.of(house.authority()));
            assertThat(link(opened).remarks()).containsExactly(Route.OPENED);
            assertRefused(link(opened), "the coordinator has to allow it");

            int port = door.port();
            door.close();
            open(port, true, CLOCK);
            byte[] secret = "a sum of three houses".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            link(opened).send(envelope(north, PLAN, 1, 9, secret));
            assertThat(arrived()).hasSize(1).first().isEqualTo(secret);
            TlsKeys ofSouth = enrol(south, opened);
            assertThat(SiteLink.of(south, card, ofSouth, opened, CLOCK).next()).isEmpty();
            assertThat(proxy.read.toString()).contains("/v1/uploads/").doesNotContain("a sum of three");
            // The envelope is all there is, and a forged call fails there as well.
            assertThatThrownBy(SiteLink.of(Identity.make(NORTH), card, keys, opened, CLOCK)::next)
                    .hasMessageContaining("not signed by the keys");
        }
    }

    @Test
    void aCutLineGoesOnWhereItWasCut() throws Exception {
        try (TestProxy proxy = new TestProxy(Optional.empty(), Optional.empty(), Optional.empty())) {
            Route route = new Route(Optional.of(proxy.address()), Optional.empty(), List.of());
            Envelope large = envelope(north, PLAN, 1, 5, noise(5 << 20));
            proxy.cutAfter.set(3 << 20);
            SiteLink line = link(route);
            assertThatThrownBy(() -> line.send(large)).isInstanceOf(IOException.class);
            long here = new Uploads(folder.resolve("uploads")).offset(NORTH, large.hash());
            assertThat(here).isPositive().isLessThan(large.size());
            // The coordinator was killed and came again meanwhile.
            int port = door.port();
            door.close();
            open(port, false, CLOCK);
            line.send(large);
            assertThat(arrived().get(0)).isEqualTo(noise(5 << 20));
        }
    }

    @Test
    void aRestartForgetsNothingThatWaits() throws Exception {
        office.send(north.known(), PLAN, 1, 1, "letter", new byte[] {9});
        int port = door.port();
        door.close();
        assertThatThrownBy(() -> link(Route.DIRECT).next()).hasMessageContaining("cannot be reached");
        open(port, false, CLOCK);
        SitePost post = post();
        assertThat(post.fetch(link(Route.DIRECT))).isTrue();
        assertThat(post.letters(PLAN).names()).hasSize(1);
        Envelope sent = envelope(north, PLAN, 1, 3, new byte[1]);
        link(Route.DIRECT).send(sent);
        door.close();
        open(port, false, CLOCK);
        link(Route.DIRECT).send(sent);
        assertThat(arrived()).hasSize(1);
    }

    @Test
    void noiseAtThePortHarmsNobody() throws Exception {
        byte[] noise = noise(100_000);
        for (int at = 0; at < noise.length; at += 10_000) {
            try (Socket socket = new Socket("127.0.0.1", door.port())) {
                OutputStream out = socket.getOutputStream();
                out.write(noise, at, 10_000);
                out.flush();
            } catch (IOException e) {
                // The door may shut before all is said.
            }
        }
        assertThat(link(Route.DIRECT).next()).isEmpty();
        HttpClient http =
                HttpClient.newBuilder().sslContext(keys.context(List.of())).build();
        HttpResponse<String> large = http.send(
                HttpRequest.newBuilder(URI.create(card.address() + "/v1/enrol"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(noise(20_000)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(link(Route.DIRECT).next()).isEmpty();
    }

    @Test
    void aBundleIsTakenOnceByWhomItIsFor() throws Exception {
        Path file = folder.resolve("north.bundle");
        Envelope one = envelope(north, PLAN, 1, 1, new byte[] {1});
        Bundle packed = Bundle.pack(north, centre.name(), List.of(one), file, Instant.now());
        assertThat(packed.summary()).contains("no row of a table").contains("letter, ");
        Lines ledger = new Lines(folder.resolve("bundles.txt"));
        Bundle taken = Bundle.take(file, north.known(), centre.name(), ledger);
        for (Envelope envelope : taken.envelopes()) {
            office.receive(envelope.bytes());
        }
        assertThat(arrived()).hasSize(1);
        assertThatThrownBy(() -> Bundle.take(file, north.known(), centre.name(), ledger))
                .hasMessageContaining("was taken here before");
        assertThatThrownBy(() -> office.receive(one.bytes())).hasMessageContaining("taken before");
        Lines fresh = new Lines(folder.resolve("fresh.txt"));
        assertThatThrownBy(() -> Bundle.take(file, south.known(), centre.name(), fresh))
                .hasMessageContaining("not signed by \"south\"");
        assertThatThrownBy(() -> Bundle.take(file, north.known(), south.name(), fresh))
                .hasMessageContaining("swapped");

        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 61) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x15;
            Path bad = folder.resolve("changed.bundle");
            Files.write(bad, changed);
            int at = i;
            try {
                Bundle read = Bundle.take(bad, north.known(), centre.name(), new Lines(folder.resolve("l" + at)));
                // Times and other ornaments of the ZIP, of which nothing is read.
                assertThat(read.envelopes().get(0).bytes()).isEqualTo(one.bytes());
            } catch (InvalidInputException e) {
                assertThat(e.getMessage()).contains("bundle");
            }
        }
    }

    @Test
    void theDoorsOwnCertificateNamesItsHost() throws Exception {
        X509Certificate own = TlsKeys.read(folder.resolve("centre")).own();
        assertThat(own.getSubjectAlternativeNames()).hasSize(1);
        CoordinatorCard elsewhere = authority.card(URI.create("https://localhost:" + door.port()));
        assertThatThrownBy(SiteLink.of(north, elsewhere, keys, Route.DIRECT, CLOCK)::next)
                .isInstanceOf(IOException.class);
    }
}
