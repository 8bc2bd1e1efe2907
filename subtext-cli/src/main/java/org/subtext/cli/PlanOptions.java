package org.subtext.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.AssessmentPlan;
import org.subtext.audit.AuditPlan;
import org.subtext.audit.ExternalPlan;
import org.subtext.audit.PlanFile;
import org.subtext.audit.SplitPlan;
import org.subtext.audit.plan.ImagesPlan;
import org.subtext.cohort.CohortPlan;
import org.subtext.images.PixelLayout;
import org.subtext.predictions.Aggregation;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.RefusedValueException;
import org.subtext.recognition.Architecture;
import org.subtext.recognition.NetworkPlan;
import org.subtext.recognition.Passes;
import org.subtext.recognition.TrainingPlan;
import org.subtext.routes.contract.RoutesPlan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything a plan can say on the command line; a plan file says the same and more. */
final class PlanOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PLAN",
            description = "A plan file (YAML, see: subtext plan). Without one, --table and --attribute are needed.")
    @Turns(argument = Argument.PLAN_FILE)
    @Nullable Path planFile;

    @ArgGroup(exclusive = false, heading = "%nWho is audited%n")
    CohortOptions cohort = new CohortOptions();

    @ArgGroup(exclusive = false, heading = "%nFindings in the place of an attribute%n")
    TargetOptions targets = new TargetOptions();

    @ArgGroup(exclusive = false, heading = "%nBy what route%n")
    RouteOptions routeOptions = new RouteOptions();

    @Option(
            names = "--unusable",
            paramLabel = "POLICY",
            description =
                    "Unreadable images, and pixels shared by patients: ${COMPLETION-CANDIDATES}; default refuse, with"
                            + " --dicom exclude.")
    @Turns(key = PlanKey.UNUSABLE_IMAGES)
    ImagesPlan.@Nullable Unusable unusable;

    @Option(
            names = "--near-duplicates",
            paramLabel = "POLICY",
            description = "The same picture in another encoding, size or crop under several patients:"
                    + " ${COMPLETION-CANDIDATES}; default warn.")
    @Turns(key = PlanKey.NEAR_DUPLICATES)
    ImagesPlan.@Nullable NearDuplicates nearDuplicates;

    @Option(names = "--folds", paramLabel = "K", description = "Cross-validate in K folds by patient.")
    @Turns(key = PlanKey.SPLIT_FOLDS)
    @Nullable Integer folds;

    @Option(
            names = "--split",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}; default auto: five folds below 1,000 patients, else 60/10/30.")
    @Turns(key = PlanKey.SPLIT_KIND)
    SplitPlan.@Nullable Kind split;

    @Option(
            names = "--split-file",
            paramLabel = "FILE",
            description = "Somebody's split (patient, part); taken after proof that it does not leak.")
    @Turns(key = PlanKey.SPLIT_FILE)
    @Nullable Path splitFile;

    @Option(
            names = "--external",
            paramLabel = "NAME=TABLE",
            description = "Another cohort to score with the finished recogniser; may be repeated.")
    @Turns(key = PlanKey.EXTERNAL)
    Map<String, Path> external = new LinkedHashMap<>();

    @Option(
            names = "--subgroups",
            split = ",",
            paramLabel = "COLUMN",
            description = "Assess within the groups of these columns; more than 30 numbers make bands.")
    @Turns(key = PlanKey.SUBGROUPS)
    List<String> subgroups = new ArrayList<>();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "small",
            description = "Training recipe; default ${DEFAULT-VALUE}. See: subtext plan --presets")
    @Turns(key = PlanKey.PRESET)
    String preset = "small";

    @Option(names = "--architecture", paramLabel = "NAME", description = "Network, by torchvision's name.")
    @Turns(key = PlanKey.TRAINING_ARCHITECTURE)
    @Nullable String architecture;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Initial weights: .safetensors, .pt or .pth; FILE#NAME where it holds several networks.")
    @Turns(key = PlanKey.TRAINING_INITIAL_WEIGHTS)
    @Nullable Path weights;

    @Option(
            names = "--weights-fit",
            paramLabel = "HOW",
            description = "How much of the network, beside its head, the weights must hold:"
                    + " ${COMPLETION-CANDIDATES}; default whole.")
    @Turns(key = PlanKey.TRAINING_WEIGHTS_FIT)
    TrainingPlan.@Nullable WeightsFit weightsFit;

    @Option(names = "--side", paramLabel = "PIXELS", description = "Height and width of the network's input.")
    @Turns(key = PlanKey.PIXELS_SIDE)
    @Nullable Integer side;

    @Option(names = "--epochs", paramLabel = "N", description = "Most passes over the training images.")
    @Turns(key = PlanKey.TRAINING_EPOCHS)
    @Nullable Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images a step.")
    @Turns(key = PlanKey.TRAINING_BATCH_SIZE)
    @Nullable Integer batch;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Data-parallel training workers; part of the plan. Default: processors, at most 8.")
    @Turns(key = PlanKey.TRAINING_WORKERS)
    @Nullable Integer workers;

    @Option(names = "--margin", paramLabel = "M", description = "AUC within 0.5 ± M counts as chance; default 0.10.")
    @Turns(key = PlanKey.ASSESSMENT_MARGIN)
    @Nullable Double margin;

    @Option(
            names = "--aggregate",
            paramLabel = "HOW",
            description = "One score of a study's or patient's images: ${COMPLETION-CANDIDATES}; default mean.")
    @Turns(key = PlanKey.ASSESSMENT_AGGREGATION)
    @Nullable Aggregation aggregate;

    @Option(names = "--replicates", paramLabel = "N", description = "Bootstrap draws and permutations; default 2000.")
    @Turns(key = {PlanKey.ASSESSMENT_REPLICATES, PlanKey.ASSESSMENT_PERMUTATIONS})
    @Nullable Integer replicates;

    @Option(
            names = "--examples",
            paramLabel = "N",
            description =
                    "Example images a class in the report. Off by default: a shared report must not carry patients.")
    @Turns(key = PlanKey.EXAMPLE_IMAGES)
    @Nullable Integer examples;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random; default 2022.")
    @Turns(key = {PlanKey.SEED, PlanKey.ASSESSMENT_SEED})
    long seed = AuditPlan.DEFAULT_SEED;

    /** Processors, but no more than help a batch of the usual size. */
    static int defaultWorkers() {
        return Math.min(8, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The plan of the file or of the options.
     *
     * @throws InvalidInputException when a value cannot be taken
     */
    AuditPlan plan(@Nullable String name) {
        Path file = planFile;
        if (file != null) {
            refuseOptionsBeside(file, spec);
            AuditPlan plan = read(file, spec);
            return name == null ? plan : named(plan, name);
        }
        return mendable(() -> fromOptions(name));
    }

    /** The plan of a file; what its writer should know of it goes where it does not mix with what is printed. */
    static AuditPlan read(Path file, CommandSpec spec) {
        PrintWriter notes = spec.commandLine().getErr();
        AuditPlan plan = PlanFile.read(file, remark -> notes.println("Note on " + file + ": " + remark));
        notes.flush();
        return plan;
    }

    /** The name may stand beside a plan file, whose own it replaces. */
    private static AuditPlan named(AuditPlan plan, String name) {
        try {
            return plan.withName(name);
        } catch (RefusedValueException e) {
            throw new InvalidInputException(e.with(Argument.RUN_NAME));
        }
    }

    /** A plan file is the whole plan; an option that would silently lose against it is refused. */
    static void refuseOptionsBeside(Path file, CommandSpec spec) {
        List<String> beside = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .filter(name -> !RunOptions.NAMES.contains(name))
                .toList();
        if (!beside.isEmpty()) {
            throw new InvalidInputException(String.join(", ", beside) + (beside.size() == 1 ? " stands" : " stand")
                    + " beside the plan file " + file + ", which says it all. Change the file, or leave it out and give"
                    + " everything as options.");
        }
    }

    private AuditPlan fromOptions(@Nullable String name) {
        CohortPlan who = cohort.plan(targets.targets());
        String runName = name == null ? nameFor(who) : name;
        AuditPlan plan = AuditPlan.ofDefaults(runName, who.source(), who.attribute(), preset, seed)
                .withSplit(splitPlan())
                .withSubgroups(subgroups)
                .withExternal(externalPlans(who))
                .withRoutes(routes());
        plan = plan.withRecognition(recognition -> recognition.withTraining(this::training))
                .withImages(this::images);
        plan = plan.withAssessment(assessment(plan.assessment()));
        Integer shown = examples;
        plan = shown == null ? plan : plan.withReport(report -> report.withExampleImages(shown));
        return plan.withCohort(who); // last, so that everything that cannot stand beside findings is said at once
    }

    private ImagesPlan images(ImagesPlan base) {
        ImagesPlan plan = base.withPixels(pixels(base.pixels()));
        plan = unusable == null ? plan : plan.withUnusable(unusable);
        return nearDuplicates == null ? plan : plan.withNearDuplicates(nearDuplicates);
    }

    private RoutesPlan routes() {
        RoutesPlan routes = routeOptions.plan();
        if (routes.asksForNothing() && !routes.equals(RoutesPlan.NONE)) {
            throw new InvalidInputException(
                    "Options of the routes stand without a route: name some with --routes NAME,NAME"
                            + " (or --routes all); see: subtext explain --list");
        }
        return routes;
    }

    private static String nameFor(CohortPlan who) {
        Path folder = who.table().getParent();
        String source = folder == null || folder.getFileName() == null
                ? "cohort"
                : folder.getFileName().toString();
        List<String> findings = List.copyOf(who.targets().findings().keySet());
        String what = findings.isEmpty()
                ? who.attribute()
                : findings.get(0) + (findings.size() > 1 ? "-and-" + (findings.size() - 1) + "-more" : "");
        return (source + "-" + what).replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private SplitPlan splitPlan() {
        SplitPlan base = SplitPlan.DEFAULT;
        if (folds != null) {
            return new SplitPlan(SplitPlan.Kind.FOLDS, folds, base.training(), base.validation(), base.test(), null);
        }
        if (splitFile != null) {
            String file = splitFile.toAbsolutePath().normalize().toString();
            return new SplitPlan(
                    SplitPlan.Kind.GIVEN, base.folds(), base.training(), base.validation(), base.test(), file);
        }
        return split == null ? base : base.with(split);
    }

    private List<ExternalPlan> externalPlans(CohortPlan internal) {
        List<ExternalPlan> plans = new ArrayList<>();
        external.forEach((name, table) -> plans.add(new ExternalPlan(
                name,
                CohortPlan.of(table.toAbsolutePath().normalize(), internal.attribute())
                        .withRecoding(none -> internal.recoding().withRecorded(Map.of()))
                        .withInclusion(usual -> usual.withConflicts(
                                        internal.inclusion().conflicts())
                                .withMissingImages(internal.inclusion().missingImages())))));
        return plans;
    }

    private TrainingPlan training(TrainingPlan base) {
        TrainingPlan plan = base.withNetwork(this::network).withPasses(this::passes);
        int count = workers == null ? defaultWorkers() : workers;
        int batchSize = plan.passes().batchSize();
        return plan.withExecution(execution -> execution.withWorkers(Math.min(count, batchSize)));
    }

    private NetworkPlan network(NetworkPlan base) {
        NetworkPlan plan = architecture == null ? base : base.withArchitecture(Architecture.ofId(architecture));
        plan = weights == null
                ? plan
                : plan.withInitialWeights(weights.toAbsolutePath().normalize().toString());
        return weightsFit == null ? plan : plan.withWeightsFit(weightsFit);
    }

    private Passes passes(Passes base) {
        Passes plan = epochs == null ? base : base.withEpochs(epochs);
        return batch == null ? plan : plan.withBatchSize(batch);
    }

    private PixelLayout pixels(PixelLayout base) {
        return side == null ? base : new PixelLayout(side, base.channels(), base.resize());
    }

    private AssessmentPlan assessment(AssessmentPlan base) {
        AssessmentPlan plan = margin == null ? base : base.withMargin(margin);
        plan = aggregate == null ? plan : plan.withAggregation(aggregate);
        return replicates == null ? plan : plan.withDraws(replicates);
    }

    /** A value that a plan refuses is the user's to mend, not a bug. */
    static <T> T mendable(Supplier<T> building) {
        try {
            return building.get();
        } catch (RefusedValueException e) {
            throw new InvalidInputException(e.with(e.key()));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("The plan cannot be taken: " + e.getMessage());
        }
    }

    /** Where a stored plan is changed by a function that may refuse. */
    static <T, R> R mendable(T value, Function<T, R> change) {
        return mendable(() -> change.apply(value));
    }
}
