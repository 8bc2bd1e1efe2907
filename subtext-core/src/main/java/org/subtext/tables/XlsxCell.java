package org.subtext.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a workbook as text: a date is ISO 8601, a whole number has no ".0", a fraction the fifteen digits that a
 * spreadsheet knows (0.3, where 0.1+0.2 is stored as 0.30000000000000004); an error is the word that is shown (#N/A).
 */
final class XlsxCell {
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_EVEN);

    /** A double has no more digits before its point, nor behind it. */
    private static final int MOST_DIGITS = 1100;

    /** The longest format that a spreadsheet takes. */
    private static final int LONGEST_FORMAT = 255;

    private XlsxCell() {}

    /** Whether it holds a formula that was never calculated. */
    static boolean lacksItsValue(Cell cell) {
        String formula = cell.getFormula();
        return formula != null
                && !formula.isEmpty()
                && (cell.getRawValue() == null || cell.getRawValue().isEmpty())
                && cell.getType() != CellType.STRING;
    }

    static @Nullable String text(Cell cell) {
        return switch (cell.getType()) {
            case NUMBER -> number(cell);
            case FORMULA, ERROR -> cell.getRawValue();
            case BOOLEAN -> Boolean.TRUE.equals(cell.asBoolean()) ? "TRUE" : "FALSE";
            case STRING -> cell.getText();
            case EMPTY -> null;
        };
    }

    private static String number(Cell cell) {
        String format = cell.getDataFormatString();
        if (format != null && format.length() <= LONGEST_FORMAT && isDate(format)) {
            return date(cell.asDate());
        }
        BigDecimal number = cell.asNumber();
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
            return String.valueOf(cell.getRawValue()); // no number of a spreadsheet: written out it fills the memory
        }
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        return (whole ? number : number.round(SHOWN)).stripTrailingZeros().toPlainString();
    }

    /**
     * Whether a number format shows days or hours. What stands in quotes, brackets or behind a backslash is text of the
     * format or its colour, and a name of a month needs no year beside it.
     */
    static boolean isDate(String format) {
        String plain = format.toLowerCase(Locale.ROOT)
                .replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|[_*].", "")
                .replace("general", "")
                .replace("am/pm", "");
        return plain.matches("[^#0?]*[ydhs].*") && !plain.contains("#") && !plain.matches(".*0.*[^s.0]0.*")
                || plain.matches("m{3,5}");
    }

    private static String date(LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        LocalTime hour = time.toLocalTime();
        // Hours without a day count from the eve of the calendar.
        if (day.getYear() < 1900) {
            return hour.toString();
        }
        return hour.equals(LocalTime.MIDNIGHT) ? day.toString() : time.toString();
    }
}
