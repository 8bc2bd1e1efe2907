package org.subtext.deidentification.pseudonyms;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.tables.AgeText;

/** Ages as DICOM writes them (AS, PS3.5 section 6.2), with all from 90 years on written as 90. */
public final class Ages {
    /** From this age on, few enough people live in one place to be told apart (45 CFR 164.514(b)(2)(i)(C)). */
    public static final int TOP_YEARS = 90;

    public static final String TOP = "090Y";

    private static final Pattern AGE = Pattern.compile("(\\d{1,4})([DWMY])");
    private static final int YOUNGEST_IN_YEARS = 2;
    private static final int MOST_DIGITS = 999;
    private static final int OLDEST_YEARS = 150;

    private Ages() {}

    /** The age with years topped; empty when it is none. Years without a unit are taken for years. */
    public static Optional<String> topped(String text) {
        String bare = text.strip().toUpperCase(Locale.ROOT);
        Matcher parts = AGE.matcher(bare.matches("\\d{1,3}") ? bare + "Y" : bare);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(parts.group(1));
        double years = AgeText.Unit.ofLetter(parts.group(2)).years(number);
        if (years >= TOP_YEARS) {
            return Optional.of(TOP);
        }
        return number > MOST_DIGITS
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%03d%s", number, parts.group(2)));
    }

    /** The age between two days, topped: in years from two years on, in months before; empty where that is no age. */
    public static Optional<String> between(LocalDate birth, LocalDate examination) {
        long years = ChronoUnit.YEARS.between(birth, examination);
        if (examination.isBefore(birth) || years > OLDEST_YEARS) {
            return Optional.empty();
        }
        return years < YOUNGEST_IN_YEARS
                ? topped(ChronoUnit.MONTHS.between(birth, examination) + "M")
                : topped(years + "Y");
    }
}
