package org.subtext.silo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.UnavailableException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.enrolment.CoordinatorCard;
import org.subtext.silo.enrolment.Enrolment;
import org.subtext.silo.enrolment.Invitation;
import org.subtext.silo.enrolment.TlsKeys;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.transport.RefusedCall;
import org.subtext.silo.transport.SiteLink;
import org.subtext.silo.transport.SitePost;

/**
 * The folder of a site: keys, settings, plans, what came and what left. Nobody but its owner may enter it.
 *
 * <p>Several processes may look into it; one at a time sends.
 */
public final class SiteHome {
    private final Path folder;
    private final Identity identity;
    private final Clock clock;
    private final SiteLedgers ledgers;

    private SiteHome(Path folder, Identity identity, Clock clock) {
        this.folder = folder;
        this.identity = identity;
        this.clock = clock;
        this.ledgers = new SiteLedgers(folder);
    }

    /** Begins a folder with keys of its own, and a file of settings that sets nothing. */
    public static SiteHome begin(Path folder, PartyName name, Clock clock) throws IOException {
        if (name.equals(CoordinatorCard.NAME)) {
            throw new InvalidInputException("No site can be called \"" + name + "\", which is the coordinator's name.");
        }
        Identity identity = Identity.make(name);
        identity.save(folder);
        AtomicFiles.writeString(folder.resolve(SiteSettings.FILE), SiteSettings.example());
        SiteHome home = new SiteHome(folder, identity, clock);
        home.ledgers().begin();
        return home;
    }

    public static SiteHome open(Path folder, Clock clock) throws IOException {
        Identity identity = Identity.read(folder);
        if (identity.name().equals(CoordinatorCard.NAME)) {
            throw new InvalidInputException(folder + " is the folder of a coordinator. Expected that of a site.");
        }
        OwnerOnly.folder(folder);
        return new SiteHome(folder, identity, clock);
    }

    public Identity identity() {
        return identity;
    }

    public Path folder() {
        return folder;
    }

    Clock clock() {
        return clock;
    }

    public SiteLedgers ledgers() {
        return ledgers;
    }

    /**
     * Begins the ledgers anew where one is gone or an older copy and no newer one can be had: what is there is kept,
     * the reason is noted, and this site withdraws from every plan that it said yes to, since it cannot know any more
     * what it promised there.
     *
     * @param reason one line, which stays here
     * @return the plans that were withdrawn from
     * @throws InvalidInputException if nothing is wrong, or no reason is given
     */
    public List<OfferedPlan> beginLedgersAnew(String reason, SitePost post) throws IOException {
        String line = reason.replaceAll("\\p{C}", " ").strip();
        if (line.isEmpty()) {
            throw new InvalidInputException(
                    "No reason was given why the ledgers of " + folder
                            + " are begun anew. It is kept, and shown before every yes from now on: say what was lost and how.");
        }
        if (ledgers.problems().isEmpty()) {
            throw new InvalidInputException("All ledgers of " + folder
                    + " are as they were left. Nothing is begun anew, since what was answered would be forgotten.");
        }
        try (FolderLock lock = FolderLock.take(ledgers.lockOfService())
                .orElseThrow(() ->
                        new UnavailableException("The service of this site runs on " + folder + ". Stop it first."))) {
            List<OfferedPlan> withdrawn = new ArrayList<>();
            for (OfferedPlan plan : plans()) {
                if (plan.approvedRounds() > 0 && !plan.life().state().isEnd()) {
                    plan.withdraw("this site does not know any more what it answered", this, post);
                    withdrawn.add(plan);
                }
            }
            ledgers.beginAnew(line, clock.instant());
            return withdrawn;
        }
    }

    /** Enrols by an invitation whose fingerprint was compared. */
    public TlsKeys enrol(Invitation invitation, Map<String, String> environment)
            throws IOException, InterruptedException {
        Enrolment enrolment = Enrolment.by(invitation, identity);
        SiteLink line = SiteLink.beforeEnrolment(
                identity, invitation.coordinator(), settings(environment).route(), clock);
        return mendable(() -> enrolment.take(line.enrol(enrolment), folder));
    }

    /** Asks for the next certificate. */
    public TlsKeys renew(Map<String, String> environment) throws IOException, InterruptedException {
        Enrolment enrolment = Enrolment.again(identity, coordinator());
        SiteLink line = link(environment);
        return mendable(() -> enrolment.take(line.renew(enrolment), folder));
    }

    /**
     * A site for a rehearsal: of the same name, with keys of its own, and with a copy of whom was answered here, so
     * that it refuses what this one would.
     *
     * @throws InvalidInputException if a ledger of this site is gone or an older copy
     */
    public SiteHome rehearsing(Path other) throws IOException {
        ledgers.require();
        SiteHome site = begin(other, identity.name(), clock);
        ledgers.copyAnswered(other);
        site.ledgers().begin();
        return site;
    }

    /** Something that speaks with the coordinator. */
    @FunctionalInterface
    interface Talk<T> {
        T run() throws RefusedCall, RefusedEnvelope, IOException, InterruptedException;
    }

    private static <T> T mendable(Talk<T> talk) throws IOException, InterruptedException {
        try {
            return talk.run();
        } catch (RefusedCall e) {
            throw new InvalidInputException(e.words());
        } catch (RefusedEnvelope e) {
            throw new InvalidInputException("The coordinator's answer is not taken: " + e.getMessage()
                    + " Something on the way may have changed it; ask the coordinator.");
        }
    }

    public boolean isEnrolled() {
        return TlsKeys.isIn(folder);
    }

    public CoordinatorCard coordinator() throws IOException {
        return CoordinatorCard.read(folder);
    }

    public SiteSettings settings(Map<String, String> environment) throws IOException {
        return SiteSettings.read(folder, environment);
    }

    public SiteLink link(Map<String, String> environment) throws IOException {
        return SiteLink.of(
                identity,
                coordinator(),
                TlsKeys.read(folder),
                settings(environment).route(),
                clock);
    }

    public SitePost post() throws IOException {
        return SitePost.open(folder, ledgers.received(), identity, coordinator(), clock);
    }

    /** What left for a plan, a line for each envelope, the first first. */
    public List<String> whatLeft(ContentHash plan) throws IOException {
        return SitePost.recordOf(plan, folder);
    }

    /** The plans that were offered, the oldest first. */
    public List<OfferedPlan> plans() throws IOException {
        Path all = folder.resolve("plans");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        List<OfferedPlan> plans = new ArrayList<>();
        try (Stream<Path> folders = Files.list(all)) {
            for (Path one : folders.filter(OfferedPlan::isIn).toList()) {
                plans.add(OfferedPlan.open(one, coordinator().identity()));
            }
        }
        plans.sort(java.util.Comparator.comparing(OfferedPlan::offeredAt));
        return plans;
    }

    /**
     * The plan that begins with some digits or is called so; the only one where nothing is said.
     *
     * @throws InvalidInputException if there is none or several
     */
    public OfferedPlan plan(String wanted) throws IOException {
        String digits = wanted.toLowerCase(Locale.ROOT);
        List<OfferedPlan> all = plans();
        List<OfferedPlan> fitting = all.stream()
                .filter(plan -> digits.isEmpty()
                        ? !plan.life().state().isEnd()
                        : plan.hash().hex().startsWith(digits)
                                || plan.plan().name().equals(wanted))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        String known = String.join(
                ", ",
                all.stream()
                        .map(plan ->
                                plan.hash().abbreviated() + " (" + plan.plan().name() + ", "
                                        + plan.life().state().word() + ")")
                        .toList());
        throw new InvalidInputException((fitting.isEmpty() ? "No plan" : fitting.size() + " plans")
                + (digits.isEmpty() ? " open here" : " fit \"" + wanted.replaceAll("\\p{C}", "?") + "\"") + ". "
                + (all.isEmpty()
                        ? "None was offered yet."
                        : "Offered were: " + known + "; say the first digits of one."));
    }

    /** Keeps a plan that was offered; the same again changes nothing. */
    OfferedPlan keep(byte[] signed) throws IOException {
        return OfferedPlan.keep(
                OwnerOnly.folder(folder.resolve("plans")), signed, coordinator().identity(), clock);
    }

    Optional<OfferedPlan> known(ContentHash hash) throws IOException {
        Path one = folder.resolve("plans").resolve(hash.abbreviated());
        if (!OfferedPlan.isIn(one)) {
            return Optional.empty();
        }
        OfferedPlan plan = OfferedPlan.open(one, coordinator().identity());
        return plan.hash().equals(hash) ? Optional.of(plan) : Optional.empty();
    }
}
