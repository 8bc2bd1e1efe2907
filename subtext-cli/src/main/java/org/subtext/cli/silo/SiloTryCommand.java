package org.subtext.cli.silo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.Seed;
import org.subtext.silo.rehearsal.Rehearsal;
import org.subtext.silo.rehearsal.TriedQuestion;
import org.subtext.silo.site.SiteFiles;
import org.subtext.silo.site.SiteHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A dry run. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Site: runs a plan once on this machine alone, against a coordinator of its own and two invented sites.",
            "Written are the numbers and envelopes that would have left, what would be told, and what was refused. The"
                    + " site's own keys, ledgers and outbox are left as they are.",
            ""
        },
        footer = {
            "",
            "Examples, with a plan that was offered, and before any was:",
            "  subtext silo try 3f2a91 --predictions runs/chest/predictions.parquet --out tried",
            "  subtext silo try --classes black,white --predictions runs/chest/predictions.parquet --out tried"
        })
final class SiloTryCommand implements Callable<Integer> {
    @Mixin
    private PlanParameter plan = new PlanParameter();

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description = "Instead of a plan: the class whose scores are ranked, and the one that it is held against.")
    private List<String> classes = List.of();

    @Mixin
    private RowsOptions rows = new RowsOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where all of it is written; a new folder, yours alone.")
    private Path out = Path.of("tried");

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "By which the patients of the invented sites are drawn; default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        SiteFiles files = rows.files()
                .orElseThrow(() -> new InvalidInputException(
                        "There is nothing to try. Say which rows: --predictions runs/chest/predictions.parquet."));
        Optional<SiteHome> site = Files.isDirectory(folder.folder) ? Optional.of(folder.site()) : Optional.empty();
        TriedQuestion question = question(site);
        if (site.isPresent()) {
            // What a call would go through is looked at too, and not used: nothing goes out.
            folder.print(site.get().settings(folder.environment()).route().remarks());
        }
        folder.print(new Rehearsal(out, question, files, new Seed(seed), folder.clock()).run(site));
        return 0;
    }

    private TriedQuestion question(Optional<SiteHome> site) throws IOException {
        if (!classes.isEmpty()) {
            if (classes.size() != 2 || !plan.name.isEmpty()) {
                throw new InvalidInputException(
                        "--classes has " + classes + (plan.name.isEmpty() ? "" : " beside the plan " + plan.name)
                                + ". Expected two names without a plan, or a plan alone: --classes black,white.");
            }
            return TriedQuestion.of(classes.get(0), classes.get(1));
        }
        SiteHome home = site.orElseThrow(() -> new InvalidInputException("There is no site in " + folder.folder
                + ", so that no plan was offered. Give --folder, or the classes to try: --classes black,white."));
        return TriedQuestion.of(plan.of(home).plan());
    }
}
