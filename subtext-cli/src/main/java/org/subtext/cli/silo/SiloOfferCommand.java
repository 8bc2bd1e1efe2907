package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.silo.coordinator.CoordinatorHome;
import org.subtext.silo.coordinator.Offering;
import org.subtext.silo.coordinator.PlanDraft;
import org.subtext.silo.enrolment.Register;
import org.subtext.silo.plan.PlanText;
import org.subtext.silo.plan.SiloPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drafts, signs and offers a plan. */
@Command(
        name = "offer",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Coordinator: signs a plan and offers it to its sites. A plan is data; any change is another plan.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  subtext silo offer --draft plan.json --classes black,white",
            "  subtext silo offer plan.json"
        })
final class SiloOfferCommand implements Callable<Integer> {
    private static final Duration HALF_A_YEAR = Duration.ofDays(183);

    @Parameters(index = "0", arity = "0..1", paramLabel = "PLAN", description = "The plan as a file of JSON.")
    private @Nullable Path plan;

    @Option(
            names = "--draft",
            paramLabel = "FILE",
            description = "Write a plan of all enrolled sites to be edited, and offer nothing.")
    private @Nullable Path draft;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description = "With --draft: the class whose scores are ranked, and the one that it is held against.")
    private List<String> classes = List.of();

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        CoordinatorHome home = folder.coordinator();
        if (draft != null) {
            writeDraft(home, draft);
            return 0;
        }
        if (plan == null) {
            throw new InvalidInputException("Say which plan is offered: subtext silo offer plan.json. A first one is"
                    + " written by --draft plan.json --classes black,white.");
        }
        if (!Files.isRegularFile(plan)) {
            throw new InvalidInputException("There is no plan " + plan + ".");
        }
        SiloPlan read = PlanText.draft(Files.readAllBytes(plan), plan.toString());
        Offering offered = home.offer(read, home.office());
        folder.print(List.of(
                "Offered       plan " + offered.hash().abbreviated() + " (" + read.name() + ") to "
                        + read.parties().sites().size() + " sites",
                "Begins        when all answered, or enough did within "
                        + read.rounds().deadlineMinutes() + " minutes; it needs "
                        + read.parties().quorum() + " of them",
                "Next          subtext silo serve, if it does not run, and subtext silo status"));
        return 0;
    }

    private void writeDraft(CoordinatorHome home, Path file) throws IOException {
        if (classes.size() != 2) {
            throw new InvalidInputException("A draft needs two classes: --classes black,white.");
        }
        SiloPlan example = PlanDraft.example(
                classes.get(0),
                classes.get(1),
                home.identity().known(),
                home.authority().register().parties().values().stream()
                        .map(Register.Party::identity)
                        .toList(),
                folder.clock().instant().plus(HALF_A_YEAR));
        AtomicFiles.writeString(file, PlanText.forPeople(example));
        folder.print("Written       " + file + "; edit its words, then: subtext silo offer " + file);
    }
}
