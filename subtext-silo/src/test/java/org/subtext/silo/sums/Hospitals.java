package org.subtext.silo.sums;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;
import org.subtext.provenance.Seed;

/** Simulated hospitals: patients of two groups with several images, scores that shift by site. */
public final class Hospitals {
    public static final List<String> CLASSES = List.of("ill", "well");
    public static final Terms TERMS = Terms.of("ill", "well").withGroups(List.of("A", "B"));

    private Hospitals() {}

    /** How patients of one site are made. */
    public record Site(String name, int patients, double shareIll, int mostImages, double shift, int grid) {
        public Site with(int number) {
            return new Site(name, number, shareIll, mostImages, shift, grid);
        }

        public Site rare(double share) {
            return new Site(name, patients, share, mostImages, shift, grid);
        }

        public Site images(int most) {
            return new Site(name, patients, shareIll, most, shift, grid);
        }

        /** Scores on so coarse a grid that most are tied. */
        public Site tied(int steps) {
            return new Site(name, patients, shareIll, mostImages, shift, steps);
        }
    }

    public static List<Site> five() {
        return List.of(
                new Site("amber", 300, 0.3, 4, 0, 0),
                new Site("birch", 200, 0.5, 3, 0.1, 0),
                new Site("cedar", 400, 0.2, 2, -0.1, 0),
                new Site("dune", 150, 0.4, 5, 0.05, 0),
                new Site("elm", 250, 0.3, 3, 0, 0));
    }

    /** All rows of a site, with what it knows of its patients. */
    public static final class Rows {
        final PredictionTable predictions;
        public final Map<String, PatientFacts> facts = new HashMap<>();

        Rows(Site site, SplittableRandom random) {
            PredictionTableBuilder table = new PredictionTableBuilder(CLASSES);
            for (int patient = 0; patient < site.patients(); patient++) {
                String id = site.name() + "-" + patient;
                facts.put(
                        id,
                        new PatientFacts(
                                random.nextInt(3) == 0 ? "B" : "A", OptionalDouble.of(20 + 60 * random.nextDouble())));
                boolean isIll = random.nextDouble() < site.shareIll();
                double own = random.nextGaussian() / 2;
                int images = 1 + random.nextInt(site.mostImages());
                for (int image = 0; image < images; image++) {
                    boolean isSeen = isIll && (site.mostImages() == 1 || random.nextInt(5) > 0);
                    double logit = (isSeen ? 1.2 : 0) + site.shift() * 5 + own + random.nextGaussian();
                    double score = 1 / (1 + Math.exp(0.5 - logit));
                    if (site.grid() > 0) {
                        score = Math.round(score * site.grid()) / (double) site.grid();
                    }
                    String name = id + "/" + image + ".dcm";
                    table.add(
                            new ExperimentName.Internal(),
                            "model",
                            "test",
                            name,
                            id,
                            name,
                            isSeen ? "ill" : "well",
                            score,
                            1 - score);
                }
            }
            predictions = table.build();
        }

        SiteTable table(Terms terms, long seed) {
            return SiteTable.of(predictions, terms, facts::get, Map.of()).withOwnSeed(new Seed(seed));
        }
    }

    public static List<Rows> rows(List<Site> sites, SplittableRandom random) {
        return sites.stream().map(site -> new Rows(site, random)).toList();
    }

    /** Every installed operation in turn, added as a masked round adds: in the ring of whole numbers of 64 bits. */
    public static SummedAudit audit(Terms terms, List<Site> sites, List<Rows> rows, SplittableRandom random) {
        List<SiteTable> tables = new ArrayList<>();
        for (int site = 0; site < rows.size(); site++) {
            tables.add(rows.get(site).table(terms, random.nextLong()));
        }
        Told told = Told.NOTHING;
        Map<String, Sums> sums = new HashMap<>();
        Map<String, long[]> own = new HashMap<>();
        for (Operation operation : Operations.installed()) {
            if (operation.isOfOneSite()) {
                for (int site = 0; site < tables.size(); site++) {
                    own.put(sites.get(site).name(), operation.answer(tables.get(site), told));
                }
            } else if (operation.layout(terms).size() > 0) {
                Sums sum = masked(operation, terms, tables, told, random);
                sums.put(operation.name(), sum);
                told = told.and(operation.told(terms, sum));
            }
        }
        return SummedAudit.read(terms, sums, own);
    }

    /** Answers with masks that cancel, added. */
    static Sums masked(Operation operation, Terms terms, List<SiteTable> tables, Told told, SplittableRandom random) {
        Layout layout = operation.layout(terms);
        long[] sum = new long[layout.size()];
        long[] masks = new long[layout.size()];
        for (int site = 0; site < tables.size(); site++) {
            long[] answer = operation.answer(tables.get(site), told);
            for (int cell = 0; cell < answer.length; cell++) {
                long mask = site == tables.size() - 1 ? -masks[cell] : random.nextLong();
                masks[cell] += mask;
                sum[cell] += answer[cell] + mask;
            }
        }
        return Sums.of(layout, sum, tables.size());
    }
}
