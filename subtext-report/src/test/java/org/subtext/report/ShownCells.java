package org.subtext.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.subtext.report.charts.Svg;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * How much of a full report a shareable one shows: cells of tables of findings, and curves.
 *
 * <p>The reference shows at least as much as any suppression that protects: what must go is counted from below. Counts
 * of
 * 1 to 10 go, and what is estimated of a class, a group, or a class in a group of so few; of two classes what is the
 * same for both; agreement, each measure of which is one with the table of readings, where that hides something. A line
 * whose total is told loses a second cell where it loses one. A single small class takes a second one with it: its size
 * wherever it stands, its AUC, its curves, a cell of it in each table, and the intervals of means.
 */
final class ShownCells {
    private static final int SMALLEST = 11;

    private final Document full;
    private final Document told;
    private final Map<String, Integer> counts;
    private final List<String> classes = new ArrayList<>();
    private final Set<String> small = new HashSet<>();
    private final boolean isOneOfTwoSmall;
    private final boolean isAnyReadingSmall;
    private final Set<Integer> compared = new HashSet<>();
    private int shown;
    private int most;

    private ShownCells(String full, String told, Map<String, Integer> counts) throws Exception {
        this.full = parsed(full);
        this.told = parsed(told);
        this.counts = counts;
        for (String name : List.of("Asian", "Black", "White", "Other", "Native")) {
            Integer size = counts.get("class/" + name);
            if (size != null) {
                classes.add(name);
                if (isSmall(size)) {
                    small.add(name);
                }
            }
        }
        isOneOfTwoSmall = classes.size() == 2 && !small.isEmpty();
        isAnyReadingSmall =
                counts.entrySet().stream().anyMatch(e -> e.getKey().startsWith("reading/") && isSmall(e.getValue()));
        compareTables();
        compareCurves();
    }

    /** Cells and curves shown, and the most that a suppression could show. */
    static int[] of(String full, String told, Map<String, Integer> counts) throws Exception {
        ShownCells cells = new ShownCells(full, told, counts);
        return new int[] {cells.shown, cells.most};
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static boolean isSmall(int count) {
        return count > 0 && count < SMALLEST;
    }

    private static boolean isShown(String cell) {
        return !cell.isEmpty() && !cell.equals("hidden") && !cell.equals("–");
    }

    private void compareTables() {
        NodeList all = full.getElementsByTagName("table");
        NodeList shareable = told.getElementsByTagName("table");
        for (int t = 0; t < all.getLength(); t++) {
            Element table = (Element) all.item(t);
            String caption = table.getElementsByTagName("caption").item(0).getTextContent();
            NodeList rows = table.getElementsByTagName("tr");
            Element like = like(caption, shareable);
            if (like == null) {
                continue;
            }
            NodeList toldRows = like.getElementsByTagName("tr");
            String group = "";
            Block block = new Block();
            for (int r = 1; r < rows.getLength(); r++) {
                Element row = (Element) rows.item(r);
                String head = row.getElementsByTagName("th").item(0).getTextContent();
                if (row.getAttribute("class").equals("group")) {
                    most -= forced(caption, group, block);
                    block = new Block();
                    group = head;
                    continue;
                }
                compareRow(caption, group, head, row, toldRow(toldRows, group, head), block);
            }
            most -= forced(caption, group, block);
        }
    }

    /** The first table not yet compared that is titled alike; tables that are left out whole hold no findings. */
    private @Nullable Element like(String caption, NodeList tables) {
        for (int t = 0; t < tables.getLength(); t++) {
            Element table = (Element) tables.item(t);
            String other = table.getElementsByTagName("caption").item(0).getTextContent();
            if (start(other).equals(start(caption)) && compared.add(t)) {
                return table;
            }
        }
        return null;
    }

    private static String start(String caption) {
        String unnumbered = caption.replaceFirst("Table \\d+\\. ", "");
        return unnumbered.substring(0, Math.min(25, unnumbered.length()));
    }

    /** The row of that head in that group; the told table may lack rows of a small class. */
    private static Element toldRow(NodeList rows, String group, String head) {
        String now = "";
        for (int r = 1; r < rows.getLength(); r++) {
            Element row = (Element) rows.item(r);
            String own = row.getElementsByTagName("th").item(0).getTextContent();
            if (row.getAttribute("class").equals("group")) {
                now = own;
            } else if (now.equals(group) && own.equals(head)) {
                return row;
            }
        }
        return (Element) rows.item(0);
    }

    private void compareRow(String caption, String group, String head, Element row, Element toldRow, Block block) {
        NodeList cells = row.getElementsByTagName("td");
        NodeList toldCells = toldRow.getElementsByTagName("td");
        block.begin(head);
        for (int i = 0; i < cells.getLength(); i++) {
            String cell = cells.item(i).getTextContent();
            Boolean must = mustGo(caption, group, head, i, cell);
            if (must == null || !isShown(cell)) {
                return;
            }
            block.cell(must);
            most += must ? 0 : 1;
            shown += i < toldCells.getLength() && isShown(toldCells.item(i).getTextContent()) ? 1 : 0;
        }
    }

    /** Which cells of a block of rows must go. */
    private static final class Block {
        final List<String> heads = new ArrayList<>();
        final List<List<Boolean>> rows = new ArrayList<>();

        void begin(String head) {
            heads.add(head);
            rows.add(new ArrayList<>());
        }

        void cell(boolean must) {
            rows.get(rows.size() - 1).add(must);
        }

        int rowsWithOne(int columns) {
            return (int) rows.stream()
                    .map(row -> row.subList(0, Math.min(columns, row.size())))
                    .filter(row ->
                            row.size() > 1 && row.stream().filter(must -> must).count() == 1)
                    .count();
        }

        int columnsWithOne(int columns) {
            int found = 0;
            for (int c = 0; c < columns; c++) {
                int at = c;
                List<Boolean> column = rows.stream()
                        .filter(row -> row.size() > at)
                        .map(row -> row.get(at))
                        .toList();
                found += column.size() > 1
                                && column.stream().filter(must -> must).count() == 1
                        ? 1
                        : 0;
            }
            return found;
        }
    }

    /** Cells that must go besides the small ones. */
    private int forced(String caption, String group, Block block) {
        if (block.rows.isEmpty()) {
            return 0;
        }
        int second = small.size() == 1 ? 1 : 0;
        int k = classes.size();
        if (caption.contains("Characteristics by class")) {
            boolean isSizes = group.isEmpty();
            if (isSizes) {
                return second * block.rows.size();
            }
            // A group that is assessed by itself has its patients told.
            boolean areRowsTold = full.getDocumentElement()
                    .getTextContent()
                    .contains("roups by " + group.replace(", patients (%)", "") + ", ");
            return Math.max(second, Math.max(block.columnsWithOne(k), areRowsTold ? block.rowsWithOne(k) : 0));
        }
        if (caption.contains("Parts of the split")) {
            return Math.max(second, Math.max(block.rowsWithOne(k), block.columnsWithOne(k)));
        }
        if (caption.contains("Recorded class against")) {
            return block.rowsWithOne(k) + 2 * second;
        }
        if (caption.contains("Patients by class")) {
            return second;
        }
        if (k == 2) {
            return caption.contains("roups by ") ? ofGroups(block) : 0;
        }
        if (caption.contains("One class against the rest")) {
            return 2 * second;
        }
        if (caption.contains("Operating point of each class")) {
            return 2 * second;
        }
        if (caption.contains("level, n = ")) {
            return group.equals(classes.get(0)) ? 24 * second : 0;
        }
        return caption.contains("roups by ") ? ofGroups(block) : 0;
    }

    /** A group's patients take another group's with them, and so do its shares. */
    private static int ofGroups(Block block) {
        long few = block.rows.stream().filter(row -> row.get(0)).count();
        long shares =
                block.rows.stream().filter(row -> row.size() > 2 && row.get(2)).count();
        return block.rows.size() < 2 ? 0 : (few == 1 ? 1 : 0) + (shares == 1 ? 2 : 0);
    }

    /** Null where the table holds no findings. */
    private @Nullable Boolean mustGo(String caption, String group, String head, int column, String cell) {
        boolean isCount = cell.matches("[\\d,]+( \\(.*)?");
        boolean isSmallCount = isCount && isSmall(Integer.parseInt(cell.replaceAll("[^\\d].*", "")));
        if (caption.contains("One class against the rest") || caption.contains("Operating point of each class")) {
            boolean isCountOfAll = head.equals("Mean over classes") && column == 0;
            return small.contains(head)
                    || isOneOfTwoSmall && !isCountOfAll
                    || !small.isEmpty() && head.startsWith("prevalence") && column > 0;
        }
        if (caption.contains("Agreement of the highest score")) {
            return isAnyReadingSmall && !head.startsWith("expected");
        }
        if (caption.contains("roups by ")) {
            String name = caption.replaceAll(".*roups by ([^,]+),.*", "$1") + "/" + head;
            boolean few = isSmall(counts.getOrDefault("group/" + name, 0));
            boolean fewOfAClass = isSmall(counts.getOrDefault("least/" + name, 0));
            boolean fewOfShares = isSmall(counts.getOrDefault("last/" + name, 0))
                    || isSmall(counts.getOrDefault("others/" + name, 0));
            return few || column > 0 && (isOneOfTwoSmall || (column == 1 ? fewOfAClass : fewOfShares));
        }
        if (caption.contains("patient level, n = ") || caption.contains("image level, n = ")) {
            boolean isOfMean = !small.isEmpty() && group.equals("Mean over classes");
            return small.contains(group)
                    || isOneOfTwoSmall
                    || isOfMean && (column > 0 || head.contains("equivalence"))
                    || isOfMean && head.startsWith("prevalence");
        }
        boolean isTableOfCounts = caption.contains("Characteristics by class")
                || caption.contains("Parts of the split")
                || caption.contains("Recorded class against")
                || caption.contains("Patients by class");
        boolean isSize = head.equals("Patients") || head.equals("Images") || caption.contains("Patients by class");
        return isTableOfCounts ? Boolean.valueOf(isSmallCount || isOneOfTwoSmall && isSize) : null;
    }

    private void compareCurves() {
        int[] here = curves(full);
        int[] there = curves(told);
        int fewest = Integer.MAX_VALUE;
        for (int c = 0; c < classes.size(); c++) {
            boolean must = small.contains(classes.get(c)) || isOneOfTwoSmall;
            most += must ? 0 : here[c];
            shown += there[c];
            fewest = must ? fewest : Math.min(fewest, here[c]);
        }
        most -= small.size() == 1 && fewest < Integer.MAX_VALUE ? fewest : 0;
    }

    private int[] curves(Document page) {
        int[] curves = new int[classes.size()];
        NodeList figures = page.getElementsByTagName("svg");
        for (int f = 0; f < figures.getLength(); f++) {
            Element figure = (Element) figures.item(f);
            if (!figure.getAttribute("aria-label").matches("(ROC|Calibration|Distribution).*")) {
                continue;
            }
            String what = figure.getAttribute("aria-label").startsWith("Calibration") ? "circle" : "polyline";
            NodeList marks = figure.getElementsByTagName(what);
            Set<String> colours = new HashSet<>();
            for (int m = 0; m < marks.getLength(); m++) {
                Element mark = (Element) marks.item(m);
                colours.add(mark.getAttribute(what.equals("circle") ? "fill" : "stroke"));
            }
            for (int c = 0; c < classes.size(); c++) {
                curves[c] += colours.contains(Svg.colour(c)) ? 1 : 0;
            }
        }
        return curves;
    }
}
