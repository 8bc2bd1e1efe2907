package org.subtext.silo.site;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.provenance.Seed;
import org.subtext.provenance.Software;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.plan.PlanLife;
import org.subtext.silo.plan.PlanState;
import org.subtext.silo.plan.PlannedOperation;
import org.subtext.silo.plan.PlannedOutput;
import org.subtext.silo.plan.SignedPlan;
import org.subtext.silo.plan.SiloPlan;
import org.subtext.silo.sums.Operation;
import org.subtext.silo.sums.Operations;
import org.subtext.silo.talk.Consent;
import org.subtext.silo.talk.Word;
import org.subtext.silo.transport.SitePost;

/** A plan at a site: what was offered, which rows it is of, and what was decided. */
public final class OfferedPlan {
    private static final String PLAN = "plan.signed";
    private static final String LIFE = "life.txt";
    private static final String ROWS = "rows.properties";
    private static final String APPROVED = "approved.txt";
    static final String RESULT = "result.txt";

    private final Path folder;
    private final SiloPlan plan;
    private final ContentHash hash;
    private final PlanLife life;

    private OfferedPlan(Path folder, SiloPlan plan, ContentHash hash, PlanLife life) {
        this.folder = folder;
        this.plan = plan;
        this.hash = hash;
        this.life = life;
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(PLAN));
    }

    static OfferedPlan open(Path folder, PublicIdentity coordinator) throws IOException {
        SiloPlan plan = SignedPlan.read(Files.readAllBytes(folder.resolve(PLAN)), coordinator)
                .plan();
        ContentHash hash = plan.hash();
        return new OfferedPlan(folder, plan, hash, PlanLife.open(folder.resolve(LIFE), hash));
    }

    static OfferedPlan keep(Path plans, byte[] signed, PublicIdentity coordinator, Clock clock) throws IOException {
        SiloPlan plan = SignedPlan.read(signed, coordinator).plan();
        ContentHash hash = plan.hash();
        Path folder = OwnerOnly.folder(plans.resolve(hash.abbreviated()));
        PlanLife life = PlanLife.open(folder.resolve(LIFE), hash);
        if (!isIn(folder)) {
            AtomicFiles.write(folder.resolve(PLAN), out -> out.write(signed));
        }
        if (life.state() == PlanState.DRAFTED) {
            life.to(PlanState.SIGNED, "by the coordinator", clock.instant());
        }
        if (life.state() == PlanState.SIGNED) {
            life.to(PlanState.OFFERED, "", clock.instant());
        }
        return new OfferedPlan(folder, plan, hash, life);
    }

    public SiloPlan plan() {
        return plan;
    }

    public ContentHash hash() {
        return hash;
    }

    public PlanLife life() {
        return life;
    }

    Path folder() {
        return folder;
    }

    Instant offeredAt() {
        return life.last(PlanState.OFFERED).map(PlanLife.Step::at).orElse(Instant.EPOCH);
    }

    /**
     * Holds the plan against this installation: same version, every operation installed in its version, every output
     * what this installation would send, and this site under its own keys.
     *
     * @throws InvalidInputException with everything that is different
     */
    void requireFit(PublicIdentity self) {
        org.subtext.problems.Problems problems = new org.subtext.problems.Problems();
        if (!plan.software().equals(Software.version())) {
            problems.add("The plan is for Subtext " + plan.software() + ", this is " + Software.version()
                    + ". All parties run the same version, so that all count alike: install it.");
        }
        if (!plan.parties().site(self.name()).filter(self::equals).isPresent()) {
            problems.add("The plan does not name this site, or names it with other keys than it has now. Ask the"
                    + " coordinator for a plan with the fingerprint " + self.fingerprint() + ".");
        }
        for (int i = 0; i < plan.operations().size(); i++) {
            PlannedOperation planned = plan.operations().get(i);
            PlannedOutput output = plan.outputs().get(i);
            try {
                Operation installed = Operations.named(planned.name());
                int cells = installed.layout(plan.terms()).size();
                if (planned.version() != PlannedOperation.VERSION || cells != output.cells()) {
                    problems.add("The plan says that \"" + planned.name() + "\", version " + planned.version()
                            + ", sends " + output.cells() + " numbers; what is installed here, version "
                            + PlannedOperation.VERSION + ", would send " + cells + ".");
                }
                if (!plan.privacy().masked() && !installed.isOfOneSite()) {
                    problems.add(
                            "The plan asks for \"" + planned.name()
                                    + "\" unmasked, so that the coordinator could read this site's numbers. Nothing is sent so.");
                }
            } catch (InvalidInputException e) {
                e.problems().forEach(problems::add);
            }
        }
        problems.throwIfAny();
    }

    /** Says which rows the plan is answered from, after looking whether they fit. */
    void map(SiteFiles files, PublicIdentity self, Clock clock) throws IOException {
        requireFit(self);
        SiteData data = SiteData.read(files, plan);
        if (data.table().patientCount() == 0) {
            throw new InvalidInputException("No patient of " + files.predictions()
                    + " may be counted: the table is empty, or each class has 1 to "
                    + (plan.terms().limit() - 1)
                    + " patients here. Choose another table, or refuse the plan.");
        }
        // First, since other rows under a plan that has its yes would be rows that nobody approved.
        life.to(PlanState.MAPPED, data.table().patientCount() + " patients may be counted", clock.instant());
        ownSeed(); // here, so that whoever looks later writes nothing
        Properties rows = new Properties();
        rows.setProperty("predictions", files.predictions().toAbsolutePath().toString());
        files.facts()
                .ifPresent(
                        file -> rows.setProperty("facts", file.toAbsolutePath().toString()));
        files.images()
                .ifPresent(
                        file -> rows.setProperty("images", file.toAbsolutePath().toString()));
        files.leftOut()
                .ifPresent(file ->
                        rows.setProperty("left_out", file.toAbsolutePath().toString()));
        rows.setProperty("hash", files.hash().hex());
        StringWriter text = new StringWriter();
        rows.store(text, null);
        AtomicFiles.writeString(folder.resolve(ROWS), text.toString());
    }

    /** The rows that were looked at; empty before any were. */
    Optional<SiteFiles> files() throws IOException {
        Path file = folder.resolve(ROWS);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties rows = rows(file);
        return Optional.of(new SiteFiles(
                Path.of(rows.getProperty("predictions", "")),
                path(rows, "facts"),
                path(rows, "images"),
                path(rows, "left_out")));
    }

    private static Optional<Path> path(Properties rows, String key) {
        return Optional.of(rows.getProperty(key, ""))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
    }

    private static Properties rows(Path file) throws IOException {
        Properties rows = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            rows.load(in);
        }
        return rows;
    }

    /**
     * The rows as they were looked at.
     *
     * @throws InvalidInputException if they changed since, for then nobody approved them
     */
    SiteData data() throws IOException {
        SiteFiles files = files().orElseThrow(() -> new InvalidInputException("No rows were chosen for the plan "
                + hash.abbreviated() + ". Look at it with the table of predictions."));
        String seen = rows(folder.resolve(ROWS)).getProperty("hash", "");
        if (!files.hash().hex().equals(seen)) {
            throw new InvalidInputException("The rows of the plan " + hash.abbreviated()
                    + " changed since they were looked at, so that nobody approved what they would answer now. Look at"
                    + " it again with the table of predictions, and have a new plan offered if this one runs already.");
        }
        return SiteData.read(files, plan).drawing(ownSeed());
    }

    /** Of this site and plan alone, drawn once: whoever knew it could solve sums over draws for single patients. */
    private Seed ownSeed() throws IOException {
        Path file = folder.resolve("draws.seed");
        if (!Files.exists(file)) {
            AtomicFiles.writeString(file, Long.toHexString(new SecureRandom().nextLong()));
        }
        return new Seed(Long.parseUnsignedLong(Files.readString(file).strip(), 16));
    }

    /** Of the rows that were looked at. */
    ContentHash rowsHash() throws IOException {
        return new ContentHash(rows(folder.resolve(ROWS)).getProperty("hash", ""));
    }

    /** Approves for so many rounds; the coordinator hears it with the next connection. */
    public void approve(int rounds, SiteHome home, SitePost post) throws IOException {
        requireOpen(home.clock());
        requireFit(home.identity().known());
        home.ledgers().require();
        Disclosure.requireAnswerable(this, data(), home);
        if (rounds < 1 || rounds > plan.rounds().most()) {
            throw new InvalidInputException("The plan has up to "
                    + plan.rounds().most() + " rounds, and " + rounds + " cannot be approved. Approve 1 to "
                    + plan.rounds().most() + ".");
        }
        life.to(PlanState.APPROVED, "up to " + rounds + " rounds", home.clock().instant());
        AtomicFiles.writeString(folder.resolve(APPROVED), rounds + "\n");
        post.send(hash, 0, 1, Word.CONSENT.kind(), new Consent(rounds, "").bytes());
    }

    /** Refuses; the reason goes to the coordinator and to nobody else. */
    public void refuse(String reason, SiteHome home, SitePost post) throws IOException {
        Consent refusal = Consent.refusal(reason);
        life.to(PlanState.REFUSED, refusal.reason(), home.clock().instant());
        post.send(hash, 0, 1, Word.CONSENT.kind(), refusal.bytes());
    }

    /** Withdraws from now on. */
    public void withdraw(String reason, SiteHome home, SitePost post) throws IOException {
        Consent refusal = Consent.refusal(reason);
        life.to(PlanState.WITHDRAWN, refusal.reason(), home.clock().instant());
        post.send(hash, 0, 1, Word.WITHDRAWN.kind(), refusal.bytes());
    }

    private void requireOpen(Clock clock) throws IOException {
        if (plan.isOver(clock.instant()) && !life.state().isEnd()) {
            life.to(PlanState.EXPIRED, "", clock.instant());
        }
    }

    /** Rounds that were approved; 0 before a yes. */
    int approvedRounds() throws IOException {
        Path file = folder.resolve(APPROVED);
        return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    }

    /** What came out, in the coordinator's words; empty before it was told. */
    public Optional<String> result() throws IOException {
        Path file = folder.resolve(RESULT);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** Steps so far, one line each. */
    public List<String> history() {
        return life.steps().stream()
                .map(step -> step.at() + "  " + step.words())
                .toList();
    }
}
