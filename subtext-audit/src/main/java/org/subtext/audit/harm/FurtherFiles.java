package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subtext.harm.along.RatesAlong;
import org.subtext.harm.models.ModelDifferences;
import org.subtext.provenance.AtomicFiles;
import org.subtext.report.harm.HarmContent;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.groups.Rate;
import org.subtext.tables.CsvLine;

/**
 * What {@link GapLines} does not hold, for other programs and not for sharing: by how much models differ, and rates
 * along numbers. A run that asked for neither has neither file.
 */
final class FurtherFiles {
    static final String MODELS = "models.csv";
    static final String ALONG = "along.csv";

    private FurtherFiles() {}

    static List<String> files() {
        return List.of(MODELS, ALONG);
    }

    static void write(Path folder, HarmContent content) throws IOException {
        for (String file : files()) {
            Files.deleteIfExists(folder.resolve(file));
        }
        if (!content.models().pairs().isEmpty()) {
            AtomicFiles.writeString(folder.resolve(MODELS), models(content));
        }
        if (!content.along().rates().isEmpty()) {
            AtomicFiles.writeString(folder.resolve(ALONG), along(content));
        }
    }

    /** Two lines a group and rate, of which the reference has one: the difference, and that of the gap. */
    private static String models(HarmContent content) {
        StringBuilder lines = new StringBuilder(CsvLine.of(header(
                "finding",
                "model",
                "less_model",
                "rate",
                "group",
                "reference",
                "of",
                "value_of_model",
                "value_of_less_model")));
        String reference = content.plan().comparison().reference();
        for (ModelDifferences.OfPair pair : content.models().pairs()) {
            for (ModelDifferences.OfGroup group : pair.groups()) {
                group.rates().forEach((rate, one) -> {
                    lines.append(CsvLine.of(cells(pair, group, rate, reference, "rate", one, one.difference())));
                    one.gap()
                            .ifPresent(gap ->
                                    lines.append(CsvLine.of(cells(pair, group, rate, reference, "gap", one, gap))));
                });
            }
        }
        return lines.toString();
    }

    private static List<String> header(String... first) {
        List<String> header = new ArrayList<>(Arrays.asList(first));
        header.addAll(List.of("difference", "lower", "upper", "joint_lower", "joint_upper", "p", "adjusted_p"));
        return header;
    }

    private static List<@Nullable String> cells(
            ModelDifferences.OfPair pair,
            ModelDifferences.OfGroup group,
            Rate rate,
            String reference,
            String of,
            ModelDifferences.OfRate values,
            ModelDifferences.Difference one) {
        List<@Nullable String> cells = new ArrayList<>(Arrays.asList(
                pair.finding(),
                pair.second(),
                pair.first(),
                rate.name().toLowerCase(Locale.ROOT),
                group.group(),
                reference,
                of,
                value(values.second()),
                value(values.first())));
        cells.addAll(difference(one.estimate(), one.simultaneous()));
        cells.add(value(one.p()));
        cells.add(value(one.adjustedP()));
        return cells;
    }

    private static List<@Nullable String> difference(Estimate own, Estimate joint) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(value(own));
        cells.addAll(GapLines.ends(own));
        cells.addAll(GapLines.ends(joint));
        return cells;
    }

    /** A line for each declared number, and one for the slope, whose number is empty. */
    private static String along(HarmContent content) {
        List<String> header = header("finding", "rate", "along", "at", "less_at", "value");
        header.addAll(List.of("verdict", "worse_at", "reason"));
        StringBuilder lines = new StringBuilder(CsvLine.of(header));
        for (RatesAlong.OfRate rate : content.along().rates()) {
            lines.append(CsvLine.of(ofNumber(rate, number(rate.reference()), null, rate.atReference(), null)));
            rate.differences()
                    .forEach(one -> lines.append(
                            CsvLine.of(ofNumber(rate, number(one.at()), number(rate.reference()), one.rate(), one))));
            List<@Nullable String> slope = head(rate, null, null, null);
            slope.addAll(difference(rate.slope(), Estimate.undefined("slopes have no joint interval")));
            slope.addAll(Arrays.asList(
                    value(rate.p()),
                    value(rate.adjustedP()),
                    null,
                    null,
                    "slope of the log odds in " + number(RatesAlong.STEP)));
            lines.append(CsvLine.of(slope));
        }
        return lines.toString();
    }

    private static List<@Nullable String> ofNumber(
            RatesAlong.OfRate rate,
            String at,
            @Nullable String lessAt,
            Estimate value,
            RatesAlong.@Nullable Difference one) {
        List<@Nullable String> cells = head(rate, at, lessAt, value(value));
        Estimate none = Estimate.undefined("the number that others are compared with");
        cells.addAll(one == null ? difference(none, none) : difference(one.estimate(), one.simultaneous()));
        cells.add(null);
        cells.add(null);
        cells.add(one == null ? null : one.verdict().name().toLowerCase(Locale.ROOT));
        cells.add(
                one == null || one.worse().isEmpty() ? null : number(one.worse().getAsDouble()));
        cells.add(one == null ? null : one.reason());
        return cells;
    }

    private static List<@Nullable String> head(
            RatesAlong.OfRate rate, @Nullable String at, @Nullable String lessAt, @Nullable String value) {
        return new ArrayList<>(Arrays.asList(
                rate.title(), rate.rate().name().toLowerCase(Locale.ROOT), rate.column(), at, lessAt, value));
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static @Nullable String value(Estimate estimate) {
        return estimate.isDefined() ? number(estimate.valueOr(0)) : null;
    }
}
