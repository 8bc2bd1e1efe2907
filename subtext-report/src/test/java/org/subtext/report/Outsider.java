package org.subtext.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.subtext.report.charts.Svg;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.ScoreInterval;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * A hostile statistician, who has nothing but what a report shows: text, and coordinates of drawings. Knows how Subtext
 * computes and hides. Gives for each count by name (as {@link RandomReports} names them) the range it must lie in.
 */
final class Outsider {
    private static final double Z = 1.959963984540054;
    private static final int SMALLEST = 11;

    /** Counts are never negative here, and which of two cuts lies higher is not known: differences stand above this. */
    static final int NO_DIFFERENCE = 1_000;

    private static final Pattern SHARE = Pattern.compile("(\\d\\.\\d{3})(?: \\((\\d\\.\\d{3})–(\\d\\.\\d{3})\\))?");
    private static final Pattern PATIENTS = Pattern.compile("n = (?:[\\d,]+ \\w+ of )?([\\d,]+) patients?");

    private final Document page;
    private final LinearCounts counts = new LinearCounts();
    private final Map<String, Integer> readOff = new TreeMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, String> withheld = new TreeMap<>();
    private final Set<String> smallBins = new TreeSet<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private List<String> classes = List.of();
    private List<String> parts = List.of();
    private int total;

    private Outsider(String html) throws Exception {
        page = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    /** Reads a page and what a terminal printed. */
    static Outsider reads(String html, String terminal) throws Exception {
        Outsider outsider = new Outsider(html);
        outsider.readTables();
        outsider.readFlow();
        outsider.readTerminal(terminal);
        outsider.tie();
        outsider.compareCuts();
        outsider.readDrawings();
        return outsider;
    }

    /** Lowest and highest that each count can be. */
    Map<String, double[]> ranges() {
        Map<String, double[]> ranges = new TreeMap<>(counts.solved());
        readOff.forEach((name, count) ->
                ranges.merge(name, new double[] {count, count}, (a, b) -> b[0] >= a[0] && b[1] <= a[1] ? b : a));
        return ranges;
    }

    /** Counts that the page says are hidden. */
    Set<String> hidden() {
        return hidden;
    }

    /** Counts on either side of a threshold of which the page tells nothing, each with that on the other side. */
    Map<String, String> withheld() {
        return withheld;
    }

    /** Bins of drawings whose count was read off and is one that must not be told. */
    Set<String> smallBins() {
        return smallBins;
    }

    private record Row(boolean isGroup, List<String> cells) {}

    private static List<Row> rows(Element table) {
        List<Row> rows = new ArrayList<>();
        NodeList lines = ((Element) table.getElementsByTagName("tbody").item(0)).getElementsByTagName("tr");
        for (int i = 0; i < lines.getLength(); i++) {
            Element line = (Element) lines.item(i);
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < line.getChildNodes().getLength(); j++) {
                cells.add(line.getChildNodes().item(j).getTextContent());
            }
            rows.add(new Row(line.getAttribute("class").equals("group"), cells));
        }
        return rows;
    }

    private static List<String> heads(Element table) {
        NodeList cells = ((Element) table.getElementsByTagName("thead").item(0)).getElementsByTagName("th");
        List<String> heads = new ArrayList<>();
        for (int i = 1; i < cells.getLength(); i++) {
            heads.add(cells.item(i).getTextContent());
        }
        return heads;
    }

    private void readTables() {
        NodeList tables = page.getElementsByTagName("table");
        for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            String caption = table.getElementsByTagName("caption").item(0).getTextContent();
            Matcher all = PATIENTS.matcher(caption);
            if (all.find()) {
                total = number(all.group(1));
                counts.is("total", total);
            }
            if (caption.contains("One class against the rest at patient level")) {
                readClasses(rows(table));
            } else if (caption.contains("Characteristics by class")) {
                readCharacteristics(heads(table), rows(table));
            } else if (caption.contains("Parts of the split")) {
                readSplit(heads(table), rows(table));
            } else if (caption.contains("against the class of the highest score at patient level")) {
                readReadings(rows(table));
            } else if (caption.contains("roups by ")) {
                readGroups(heads(table).isEmpty() ? "" : column(caption), rows(table));
            } else if (caption.contains("Operating point of each class at patient level")) {
                readOperatingPoints(rows(table));
            } else if (caption.contains("Agreement of the highest score")) {
                readAgreement(rows(table));
            }
        }
    }

    private static String column(String caption) {
        Matcher named = Pattern.compile("roups by ([^,]+),").matcher(caption);
        return named.find() ? named.group(1) : "";
    }

    private void readClasses(List<Row> rows) {
        classes = new ArrayList<>();
        for (Row row : rows) {
            String name = row.cells().get(0);
            if (name.equals("Mean over classes")) {
                break;
            }
            classes.add(name);
            count("class/" + name, row.cells().get(1));
        }
        counts.parts(classes.stream().map(name -> "class/" + name).toList(), "total");
        int at = 0;
        for (String name : classes) {
            boundOf(rows.get(at++).cells().get(2), "class/" + name, "rest/" + name);
            counts.parts(List.of("class/" + name, "rest/" + name), "total");
        }
    }

    /** Under perfect separation the interval holds the sizes of both sides: the fewer of one, the more of the other. */
    private void boundOf(String cell, String one, String other) {
        Matcher auc = SHARE.matcher(cell);
        if (auc.matches()
                && auc.group(2) != null
                && auc.group(1).equals("1.000")
                && auc.group(3).equals("1.000")) {
            double lower = Double.parseDouble(auc.group(2));
            int most = total > 0 ? total : 1_000;
            int least = 2;
            while (least < most && lowerLimit(least, most) < lower - 0.0005) {
                least++;
            }
            counts.within(one, least, Double.MAX_VALUE);
            counts.within(other, least, Double.MAX_VALUE);
            if (classes.size() == 2) {
                int pairs = least;
                while (pairs < most && lowerLimit(pairs + 1, pairs + 1) < lower + 0.0005) {
                    pairs++;
                }
                counts.within("pairs/" + one, least, pairs);
            }
        }
    }

    /** Of the interval of an AUC of 1. */
    private static double lowerLimit(int positives, int negatives) {
        double[] scores = new double[positives + negatives];
        boolean[] labels = new boolean[scores.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = row;
            labels[row] = row >= negatives;
        }
        return ScoreInterval.of(List.of(BinaryScores.independent(scores, labels)), 0.95) instanceof Estimate.Known known
                ? known.interval().lower()
                : 0;
    }

    private void count(String name, String cell) {
        if (cell.matches("[\\d,]+.*")) {
            counts.is(name, number(cell.replaceAll("[^\\d,].*", "")));
        } else {
            hidden.add(name);
            counts.within(name, 0, total > 0 ? total : 100_000);
        }
    }

    private void readCharacteristics(List<String> names, List<Row> rows) {
        String column = "";
        Map<String, List<String>> cells = new LinkedHashMap<>();
        for (Row row : rows) {
            String first = row.cells().get(0);
            if (row.isGroup()) {
                column = first.replace(", patients (%)", "");
                continue;
            }
            for (int c = 0; c < names.size(); c++) {
                String cell = row.cells().get(c + 1);
                if (first.equals("Patients")) {
                    count("cohort/" + names.get(c), cell);
                } else if (!column.isEmpty()) {
                    String name = "cell/" + column + "/" + first + "/" + names.get(c);
                    count(name, cell);
                    cells.computeIfAbsent(column + "\n" + names.get(c), key -> new ArrayList<>())
                            .add(name);
                    Matcher share = Pattern.compile("([\\d,]+) \\((\\d+)%\\)").matcher(cell);
                    if (share.matches() && number(share.group(1)) > 0) {
                        double percent = Integer.parseInt(share.group(2));
                        counts.within(
                                "cohort/" + names.get(c),
                                100.0 * number(share.group(1)) / (percent + 0.5),
                                percent < 0.6 ? 1e5 : 100.0 * number(share.group(1)) / (percent - 0.5));
                    }
                }
            }
        }
        cells.forEach((key, all) -> counts.parts(all, "cohort/" + key.split("\n")[1]));
    }

    private void readSplit(List<String> names, List<Row> rows) {
        parts = rows.stream().map(row -> row.cells().get(0)).toList();
        for (Row row : rows) {
            for (int c = 0; c < names.size(); c++) {
                count(
                        "part/" + row.cells().get(0) + "/" + names.get(c),
                        row.cells().get(c + 1));
            }
        }
        for (String name : names) {
            counts.parts(parts.stream().map(part -> "part/" + part + "/" + name).toList(), "cohort/" + name);
        }
        Matcher proof = Pattern.compile("No patient is in two (?:parts|folds): ([\\d+, ]+) = ")
                .matcher(page.getDocumentElement().getTextContent());
        if (proof.find()) {
            String[] added = proof.group(1).split(" \\+ ");
            for (int p = 0; p < added.length && p < parts.size(); p++) {
                counts.is("size/" + parts.get(p), number(added[p]));
                String part = parts.get(p);
                counts.parts(
                        names.stream().map(name -> "part/" + part + "/" + name).toList(), "size/" + part);
            }
        }
    }

    private void readReadings(List<Row> rows) {
        for (Row row : rows) {
            String recorded = row.cells().get(0);
            List<String> all = new ArrayList<>();
            for (int k = 0; k < rows.size(); k++) {
                String name = "reading/" + recorded + "/" + rows.get(k).cells().get(0);
                count(name, row.cells().get(k + 1));
                all.add(name);
            }
            counts.parts(all, "class/" + recorded);
            String sum = row.cells().get(rows.size() + 1);
            if (sum.matches("[\\d,]+")) {
                counts.is("class/" + recorded, number(sum));
            }
        }
    }

    private void readGroups(String column, List<Row> rows) {
        List<String> groups = new ArrayList<>();
        List<String> lasts = new ArrayList<>();
        for (Row row : rows) {
            String value = column + "/" + row.cells().get(0);
            groups.add("group/" + value);
            lasts.add("last/" + value);
            count("group/" + value, row.cells().get(1));
            counts.parts(List.of("last/" + value, "others/" + value), "group/" + value);
            share(row.cells().get(3), "last/" + value, "right/" + value, "wrong/" + value);
            share(row.cells().get(4), "others/" + value, "cleared/" + value, "mistaken/" + value);
            boundOf(row.cells().get(2), "last/" + value, "others/" + value);
        }
        counts.parts(groups, "total");
        if (!classes.isEmpty()) {
            String last = classes.get(classes.size() - 1);
            counts.parts(lasts, "class/" + last);
            // Each patient is in one group, so that all groups together are the overall operating point.
            Map.of("right", "read", "wrong", "missed", "cleared", "cleared", "mistaken", "mistaken")
                    .forEach((ofGroup, ofAll) -> counts.parts(
                            groups.stream()
                                    .map(group -> ofGroup + group.substring("group".length()))
                                    .toList(),
                            ofAll + "/" + last));
        }
    }

    /** Readings and operating points cut the same scores: what lies between is a count too. */
    private void compareCuts() {
        for (int c = 0; c < classes.size(); c++) {
            String name = classes.get(c);
            Map<String, Double> own = new LinkedHashMap<>();
            own.put("cut/own/" + name, 1.0);
            own.put("reading/" + name + "/" + name, -1.0);
            own.put("read/" + name, 1.0);
            counts.sum(own, NO_DIFFERENCE, NO_DIFFERENCE);
            Map<String, Double> others = new LinkedHashMap<>();
            others.put("cut/others/" + name, 1.0);
            others.put("mistaken/" + name, 1.0);
            classes.stream()
                    .filter(other -> !other.equals(name))
                    .forEach(other -> others.put("reading/" + other + "/" + name, -1.0));
            counts.sum(others, NO_DIFFERENCE, NO_DIFFERENCE);
            if (classes.size() == 2) {
                Map<String, Double> both = new LinkedHashMap<>();
                both.put("cut/both/" + name, 1.0);
                both.put("read/" + name, -1.0);
                both.put("cleared/" + classes.get(1 - c), 1.0);
                counts.sum(both, NO_DIFFERENCE, NO_DIFFERENCE);
            }
        }
    }

    /** Wilson's interval holds its denominator; so does a bound of ours. */
    private void share(String cell, String of, String events, String others) {
        counts.parts(List.of(events, others), of);
        Matcher range = Pattern.compile("(\\d\\.\\d{3})–(\\d\\.\\d{3})").matcher(cell);
        if (range.matches()) {
            Map<String, Double> least = new LinkedHashMap<>();
            least.put(events, 1.0);
            least.put(of, -(Double.parseDouble(range.group(1)) - 0.0005));
            counts.sum(least, 0, 100_000);
            Map<String, Double> most = new LinkedHashMap<>();
            most.put(events, -1.0);
            most.put(of, Double.parseDouble(range.group(2)) + 0.0005);
            counts.sum(most, 0, 100_000);
            return;
        }
        if (!cell.matches("[<>]?\\d.*")) {
            withheld.put(events, others);
            withheld.put(others, events);
        }
        Matcher share = SHARE.matcher(cell);
        if (cell.startsWith("<") || cell.startsWith(">")) {
            double bound = Double.parseDouble(cell.substring(1));
            double part = cell.startsWith("<") ? bound : 1 - bound;
            counts.within(of, SMALLEST / (part + 0.0005), SMALLEST / Math.max(1e-4, part - 0.0005));
            counts.within(cell.startsWith("<") ? events : others, 1, SMALLEST - 1);
        } else if (share.matches()) {
            double value = Double.parseDouble(share.group(1));
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (int n = 1; n <= Math.max(1, total); n++) {
                long x = Math.round(value * n);
                if (Math.abs((double) x / n - value) < 0.00051 && isWilson(share, (double) x / n, n)) {
                    least = Math.min(least, n);
                    most = n;
                }
            }
            if (most > 0) {
                counts.within(of, least, most);
                if (least == most) {
                    counts.is(events, (int) Math.round(value * most));
                }
            }
        }
    }

    private static boolean isWilson(Matcher share, double p, int n) {
        if (share.group(2) == null) {
            return n == 1;
        }
        double q = Z * Z / n;
        double centre = (p + q / 2) / (1 + q);
        double reach = Z * Math.sqrt(p * (1 - p) / n + q / (4 * n)) / (1 + q);
        return Math.abs(centre - reach - Double.parseDouble(share.group(2))) < 0.00051
                && Math.abs(centre + reach - Double.parseDouble(share.group(3))) < 0.00051;
    }

    private void readOperatingPoints(List<Row> rows) {
        for (Row row : rows) {
            String name = row.cells().get(0);
            share(row.cells().get(2), "class/" + name, "read/" + name, "missed/" + name);
            share(row.cells().get(3), "rest/" + name, "cleared/" + name, "mistaken/" + name);
        }
    }

    private void readAgreement(List<Row> rows) {
        Matcher accuracy = SHARE.matcher(rows.get(0).cells().get(1));
        if (accuracy.matches() && total > 0) {
            double value = Double.parseDouble(accuracy.group(1));
            Map<String, Double> right = new LinkedHashMap<>();
            classes.forEach(name -> right.put("reading/" + name + "/" + name, 1.0));
            counts.sum(right, Math.ceil((value - 0.00051) * total), Math.floor((value + 0.00051) * total));
        }
    }

    private void readFlow() {
        List<String> texts = new ArrayList<>();
        NodeList all = page.getElementsByTagName("text");
        for (int i = 0; i < all.getLength(); i++) {
            texts.add(all.item(i).getTextContent());
        }
        int exclusion = 0;
        List<String> excluded = new ArrayList<>();
        for (String text : texts) {
            Matcher counted = Pattern.compile("([\\d,]+) patients?$").matcher(text);
            if (text.startsWith("• ")) {
                String name = "excluded/" + exclusion++;
                excluded.add(name);
                count(name, counted.find() ? counted.group(1) : "hidden");
            } else if (text.startsWith("Left out: ") && counted.find()) {
                counts.is("excluded", number(counted.group(1)));
            }
        }
        if (!excluded.isEmpty()) {
            counts.parts(excluded, "excluded");
            for (int i = 0; i + 1 < texts.size(); i++) {
                Matcher counted = Pattern.compile("([\\d,]+) images? of ([\\d,]+) patients?")
                        .matcher(texts.get(i + 1));
                if (counted.matches()) {
                    if (texts.get(i).equals("Rows")) {
                        counts.is("found", number(counted.group(2)));
                    } else if (texts.get(i).equals("Audited")) {
                        counts.is("audited", number(counted.group(2)));
                    }
                }
            }
            counts.parts(List.of("excluded", "audited"), "found");
        }
    }

    private void readTerminal(String terminal) {
        for (String name : classes) {
            Matcher line = Pattern.compile("(?m)^  " + Pattern.quote(name) + "\\s+([\\d,]+)\\s")
                    .matcher(terminal);
            if (line.find()) {
                counts.is("class/" + name, number(line.group(1)));
            }
        }
    }

    /** What is assessed is the whole cohort, or the part called test. */
    private void tie() {
        boolean whole = parts.isEmpty() || parts.get(0).startsWith("Fold");
        for (String name : classes) {
            counts.parts(List.of("class/" + name), whole ? "cohort/" + name : "part/test/" + name);
        }
        Set<String> known = new TreeSet<>(counts.solved().keySet());
        if (whole) {
            for (String name : known) {
                if (name.startsWith("group/")) {
                    String value = name.substring("group/".length());
                    List<String> cells = classes.stream()
                            .map(one -> "cell/" + value + "/" + one)
                            .toList();
                    if (known.contains(cells.get(0))) {
                        counts.parts(cells, name);
                        counts.parts(List.of(cells.get(cells.size() - 1)), "last/" + value);
                    }
                }
            }
        }
        counts.solved().forEach((name, range) -> {
            if (name.startsWith("class/") && range[0] == range[1]) {
                sizes.put(name.substring("class/".length()), (int) range[0]);
            }
        });
    }

    private void readDrawings() {
        NodeList figures = page.getElementsByTagName("figure");
        for (int i = 0; i < figures.getLength(); i++) {
            Element figure = (Element) figures.item(i);
            if (figure.getElementsByTagName("svg").getLength() == 0
                    || !figure.getTextContent().contains("patient level")) {
                continue;
            }
            Element svg = (Element) figure.getElementsByTagName("svg").item(0);
            String title = svg.getAttribute("aria-label");
            if (title.startsWith("ROC curves")) {
                readRoc(svg, figure.getTextContent().contains("in steps of"));
            } else if (title.startsWith("Distribution of the score")) {
                readScores(svg, title.replace("Distribution of the score for ", ""));
            } else if (title.startsWith("Calibration of the scores")) {
                readCalibration(svg);
            }
        }
    }

    private static List<double[]> points(Element polyline) {
        List<double[]> points = new ArrayList<>();
        for (String pair : polyline.getAttribute("points").split(" ")) {
            String[] xy = pair.split(",");
            points.add(new double[] {Double.parseDouble(xy[0]), Double.parseDouble(xy[1])});
        }
        return points;
    }

    private static boolean isWhole(double value, double tolerance) {
        return Math.abs(value - Math.rint(value)) <= tolerance;
    }

    private void readRoc(Element svg, boolean mayBeCoarse) {
        NodeList curves = svg.getElementsByTagName("polyline");
        for (int i = 0; i < curves.getLength(); i++) {
            Element curve = (Element) curves.item(i);
            for (int c = 0; c < classes.size(); c++) {
                if (!curve.getAttribute("stroke").equals(Svg.colour(c)) || total == 0) {
                    continue;
                }
                List<double[]> rates = points(curve).stream()
                        .map(p -> new double[] {(p[0] - 46) / 302, (290 - p[1]) / 280})
                        .toList();
                Integer size = sizes.get(classes.get(c));
                long distinct = rates.stream()
                        .map(p -> Math.round(p[1] * 1e4))
                        .distinct()
                        .count();
                for (int n = 2; size == null && n < total; n++) {
                    int all = n;
                    if (distinct >= 4 && rates.stream().allMatch(p -> isWhole(p[1] * all, 3e-5 * all + 1e-9))) {
                        readOff.put("class/" + classes.get(c), n);
                        size = n;
                    }
                }
                if (size == null || mayBeCoarse) {
                    continue;
                }
                int positives = size;
                if (!rates.stream().allMatch(p -> isWhole(p[1] * positives, 3e-5 * positives + 1e-9))) {
                    continue;
                }
                double best = -1;
                double at = 0;
                for (double[] rate : rates) {
                    if (rate[1] - rate[0] > best + 1e-9) {
                        best = rate[1] - rate[0];
                        at = rate[1];
                    }
                }
                int read = (int) Math.round(at * positives);
                readOff.put("read/" + classes.get(c), read);
                readOff.put("missed/" + classes.get(c), positives - read);
            }
        }
    }

    private void readScores(Element svg, String name) {
        int c = classes.indexOf(name);
        NodeList curves = svg.getElementsByTagName("polyline");
        double top = 0;
        NodeList texts = svg.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            if (text.getAttribute("text-anchor").equals("end")) {
                top = Math.max(top, Double.parseDouble(text.getTextContent()));
            }
        }
        Integer size = sizes.get(name);
        if (curves.getLength() < 2 || size == null) {
            return;
        }
        for (int kind = 0; kind < 2; kind++) {
            int cases = kind == 1 ? size : total - size;
            List<double[]> steps = points((Element) curves.item(kind));
            List<Double> bins = new ArrayList<>();
            for (int i = 1; i + 1 < steps.size(); i += 2) {
                bins.add((190 - steps.get(i)[1]) / 180 * top * cases);
            }
            double tolerance = 6e-5 * top * cases + 1e-6;
            for (int b = 0; b < bins.size(); b++) {
                if (isWhole(bins.get(b), tolerance) && tolerance < 0.1) {
                    long count = Math.round(bins.get(b));
                    boolean alone = (b == 0 || Math.abs(bins.get(b - 1) - bins.get(b)) > 0.3)
                            && (b + 1 == bins.size() || Math.abs(bins.get(b + 1) - bins.get(b)) > 0.3);
                    if (alone && count > 0 && count < SMALLEST) {
                        smallBins.add("score/" + name + "/" + kind + "/" + b);
                    }
                }
            }
            edgesNearCuts(name, kind == 1, bins, tolerance);
            int half = bins.size() / 2;
            if (classes.size() == 2 && half > 0 && Math.abs(bins.get(half - 1) - bins.get(half)) > 0.3) {
                double below =
                        bins.subList(0, half).stream().mapToDouble(b -> b).sum();
                if (isWhole(below, half * tolerance) && half * tolerance < 0.3) {
                    String recorded = kind == 1 ? name : classes.get(1 - c);
                    readOff.put("reading/" + recorded + "/" + classes.get(1 - c), (int) Math.round(below));
                    readOff.put("reading/" + recorded + "/" + name, cases - (int) Math.round(below));
                }
            }
        }
    }

    /** Between an edge of bins and a cut of the same score that is told of elsewhere. */
    private void edgesNearCuts(String name, boolean isOwn, List<Double> bins, double tolerance) {
        List<String> below = new ArrayList<>(List.of((isOwn ? "missed/" : "cleared/") + name));
        if (classes.size() == 2) {
            String other = classes.get(1 - classes.indexOf(name));
            below.add((isOwn ? "mistaken/" : "read/") + other);
            below.add("reading/" + (isOwn ? name : other) + "/" + other);
        }
        Map<String, double[]> known = ranges();
        double sum = 0;
        for (int b = 1; b < bins.size(); b++) {
            sum += bins.get(b - 1);
            if (Math.abs(bins.get(b - 1) - bins.get(b)) < 0.3 || b * tolerance > 0.3 || !isWhole(sum, b * tolerance)) {
                continue;
            }
            for (String cut : below) {
                double[] range = known.get(cut);
                long between = range == null ? 0 : Math.abs(Math.round(sum) - Math.round(range[0]));
                if (range != null && range[0] == range[1] && between > 0 && between < SMALLEST) {
                    smallBins.add("between " + cut + " and edge " + b + " of " + name + ": " + between);
                }
            }
        }
    }

    /** Areas are cases over those of the largest bin; heights times cases are whole. */
    private void readCalibration(Element svg) {
        NodeList circles = svg.getElementsByTagName("circle");
        for (int c = 0; c < classes.size(); c++) {
            List<double[]> bins = new ArrayList<>();
            double largest = 0;
            for (int i = 0; i < circles.getLength(); i++) {
                Element circle = (Element) circles.item(i);
                double area = Math.pow((Double.parseDouble(circle.getAttribute("r")) - 2) / 6, 2);
                largest = Math.max(largest, area);
                if (circle.getAttribute("fill").equals(Svg.colour(c))) {
                    bins.add(new double[] {area, (290 - Double.parseDouble(circle.getAttribute("cy"))) / 280});
                }
            }
            List<Integer> fitting = new ArrayList<>();
            for (int most = 1; most <= total && bins.size() > 2; most++) {
                int all = most;
                long cases =
                        bins.stream().mapToLong(bin -> Math.round(bin[0] * all)).sum();
                if (cases <= total
                        && bins.stream()
                                .allMatch(bin -> isWhole(bin[0] * all, 0.002 * all + 0.01)
                                        && isWhole(bin[1] * Math.round(bin[0] * all), 0.004))) {
                    fitting.add(most);
                }
            }
            if (fitting.size() == 1) {
                for (double[] bin : bins) {
                    long cases = Math.round(bin[0] * fitting.get(0));
                    long positives = Math.round(bin[1] * cases);
                    for (long count : new long[] {cases, positives, cases - positives}) {
                        if (count > 0 && count < SMALLEST) {
                            smallBins.add("calibration/" + classes.get(c) + "/" + Math.round(1000 * bin[1]));
                        }
                    }
                }
            }
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text.strip().replace(",", ""));
    }
}
