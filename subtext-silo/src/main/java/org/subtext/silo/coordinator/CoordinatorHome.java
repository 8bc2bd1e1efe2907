package org.subtext.silo.coordinator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.enrolment.Authority;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.enrolment.TlsKeys;
import org.subtext.silo.envelope.ReceivedLedger;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.plan.SignedPlan;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.transport.Door;
import org.subtext.silo.transport.PostOffice;
import org.subtext.silo.transport.SitePost;

/**
 * The folder of a coordinator: keys, authority, register, plans, envelopes. Nobody but its owner may enter it.
 *
 * <p>Commands may look into it and add to it while the service runs.
 */
public final class CoordinatorHome {
    private static final String SETTINGS = "silo.properties";
    private static final String POST = "post";
    private static final String PREFIX = "SUBTEXT_SILO_";
    private static final List<String> KEYS = List.of("address", "listen", "allow_opened_tls");

    private final Path folder;
    private final Identity identity;
    private final Authority authority;
    private final Clock clock;

    private CoordinatorHome(Path folder, Identity identity, Authority authority, Clock clock) {
        this.folder = folder;
        this.identity = identity;
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * Begins a folder with keys and an authority.
     *
     * @param host by which sites reach it: a name, or an address in digits
     * @param port that sites reach and that it listens at
     */
    public static CoordinatorHome begin(Path folder, String host, int port, Clock clock) throws IOException {
        URI address = address("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
        Identity identity = Identity.make(CoordinatorCard.NAME);
        identity.save(folder);
        Authority authority = Authority.make(folder, identity, host, clock.instant());
        AtomicFiles.writeString(
                folder.resolve(SETTINGS),
                "# Where sites reach this coordinator; its certificate names the host.\naddress = " + address
                        + "\n# Where it listens: host:port, 0.0.0.0 for every network of this machine.\nlisten = 0.0.0.0:"
                        + port
                        + "\n# Whether sites behind a proxy that opens TLS are served without a certificate.\n"
                        + "allow_opened_tls = false\n");
        return new CoordinatorHome(folder, identity, authority, clock);
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if ("https".equals(address.getScheme()) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new InvalidInputException("\"" + text.replaceAll("\\p{C}", "?")
                + "\" is no address of a coordinator. Expected a host such as silo.example.org, and a port.");
    }

    public static CoordinatorHome open(Path folder, Clock clock) throws IOException {
        Identity identity = Identity.read(folder);
        if (!identity.name().equals(CoordinatorCard.NAME)) {
            throw new InvalidInputException(
                    folder + " is the folder of the site \"" + identity.name() + "\". Expected that of a coordinator.");
        }
        OwnerOnly.folder(folder);
        return new CoordinatorHome(folder, identity, Authority.read(folder, identity), clock);
    }

    /** Whether a folder is a coordinator's; false for a site's. */
    public static boolean isIn(Path folder) throws IOException {
        return Identity.read(folder).name().equals(CoordinatorCard.NAME);
    }

    public Identity identity() {
        return identity;
    }

    public Path folder() {
        return folder;
    }

    public Authority authority() {
        return authority;
    }

    Clock clock() {
        return clock;
    }

    private Properties settings(Map<String, String> environment) throws IOException {
        Properties set = new Properties();
        Path file = folder.resolve(SETTINGS);
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                set.load(in);
            }
        }
        for (String key : set.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new InvalidInputException("The setting \"" + key + "\" in " + file + " is none of " + KEYS + ".");
            }
        }
        for (String key : KEYS) {
            String value = environment.get(PREFIX + key.toUpperCase(Locale.ROOT));
            if (value != null) {
                set.setProperty(key, value);
            }
        }
        return set;
    }

    /** Where sites reach it. */
    public URI address(Map<String, String> environment) throws IOException {
        return address(settings(environment).getProperty("address", "").strip());
    }

    /** What sites compare by telephone, and where they reach it. */
    public CoordinatorCard card(Map<String, String> environment) throws IOException {
        return authority.card(address(environment));
    }

    /** How the door is opened. */
    public Door.Settings door(Map<String, String> environment) throws IOException {
        Properties set = settings(environment);
        String listen = set.getProperty("listen", "").strip();
        String opened = set.getProperty("allow_opened_tls", "false").strip();
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("[0-9]{1,5}") || !opened.matches("true|false")) {
            throw new InvalidInputException("The settings of " + folder + " say listen = \"" + listen
                    + "\" and allow_opened_tls = \"" + opened + "\". Expected host:port, and true or false.");
        }
        return new Door.Settings(
                new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1))),
                Boolean.parseBoolean(opened));
    }

    /** The certificate of the door. */
    public TlsKeys doorKeys() throws IOException {
        return TlsKeys.read(folder);
    }

    /** The envelopes, with a gate that knows the plans of this folder. */
    public PostOffice office() throws IOException {
        return new PostOffice(folder.resolve(POST), identity, authority.register(), header -> {
            Optional<Offering> plan = offering(header.plan());
            if (plan.isEmpty()
                    || plan.get().plan().parties().site(header.sender()).isEmpty()) {
                throw new RefusedEnvelope(RefusedEnvelope.Reason.ANOTHER_PLAN);
            }
            if (header.round() > 0 && plan.get().isOver(header.round(), header.attempt())) {
                throw new RefusedEnvelope(RefusedEnvelope.Reason.STALE);
            }
        });
    }

    /** When each site last said something, by its own clock, which its envelopes carry; nothing is written. */
    public Map<PartyName, Instant> lastHeard() throws IOException {
        Map<PartyName, Instant> heard = new TreeMap<>();
        ReceivedLedger.lastOfEach(folder.resolve(POST).resolve(PostOffice.RECEIVED))
                .forEach((site, micros) -> heard.put(site, SitePost.sealedAt(micros)));
        return heard;
    }

    /** Opens the port. */
    public Door openDoor(Map<String, String> environment, PostOffice office, Consumer<String> log) throws IOException {
        return Door.open(door(environment), doorKeys(), authority, office, folder.resolve("uploads"), clock, log);
    }

    /** All plans that were signed here, the oldest first. */
    public List<Offering> offerings() throws IOException {
        Path all = folder.resolve("plans");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        List<Offering> plans = new ArrayList<>();
        try (Stream<Path> folders = Files.list(all)) {
            for (Path one : folders.filter(Offering::isIn).toList()) {
                plans.add(Offering.open(one, identity.known()));
            }
        }
        plans.sort(Comparator.comparing(Offering::signedAt));
        return plans;
    }

    Optional<Offering> offering(ContentHash hash) throws IOException {
        Path one = folder.resolve("plans").resolve(hash.abbreviated());
        return Offering.isIn(one)
                ? Optional.of(Offering.open(one, identity.known()))
                        .filter(plan -> plan.hash().equals(hash))
                : Optional.empty();
    }

    /**
     * The plan that begins with some digits or is called so; the only one that is not over where nothing is said.
     *
     * @throws InvalidInputException if there is none or several
     */
    public Offering plan(String wanted) throws IOException {
        List<Offering> fitting = offerings().stream()
                .filter(plan -> wanted.isEmpty()
                        ? !plan.life().state().isEnd()
                        : plan.hash().hex().startsWith(wanted.toLowerCase(Locale.ROOT))
                                || plan.plan().name().equals(wanted))
                .toList();
        if (fitting.size() != 1) {
            throw new InvalidInputException((fitting.isEmpty() ? "No plan" : fitting.size() + " plans")
                    + (wanted.isEmpty() ? " open here" : " fit \"" + wanted.replaceAll("\\p{C}", "?") + "\"")
                    + ". Say the first digits of one: "
                    + offerings().stream()
                            .map(plan -> plan.hash().abbreviated() + " ("
                                    + plan.plan().name() + ", "
                                    + plan.life().state().word() + ")")
                            .toList()
                    + ".");
        }
        return fitting.get(0);
    }

    /**
     * Signs a plan and offers it to its sites, which hear of it when they next call; outputs are those of what is
     * installed here.
     */
    public Offering offer(SiloPlan edited, PostOffice office) throws IOException {
        SiloPlan plan = PlanDraft.completed(edited, clock.instant());
        for (Offering other : offerings()) {
            if (other.plan().name().equals(plan.name()) && !other.hash().equals(plan.hash())) {
                throw new InvalidInputException("There is another plan \"" + plan.name() + "\" here, "
                        + other.hash().abbreviated()
                        + ". Expected a name of its own for each. Name this one otherwise.");
            }
        }
        SignedPlan signed = SignedPlan.sign(plan, identity);
        return Offering.offer(OwnerOnly.folder(folder.resolve("plans")), signed, authority.register(), office, clock);
    }
}
