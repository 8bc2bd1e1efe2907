package org.subtext.sources.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.ElementValues;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.tables.AgeText;

/**
 * Age of the patient at the time of the study, in years: Patient's Age (0010,1010) as recorded, otherwise from Birth
 * Date (0010,0030) and the date of study, series, acquisition or content.
 */
final class PatientAge {
    private static final Pattern DATE = Pattern.compile("(\\d{4})[.-]?(\\d{2})[.-]?(\\d{2})");
    private static final Tag[] DATES = {Tags.STUDY_DATE, Tags.SERIES_DATE, Tags.ACQUISITION_DATE, Tags.CONTENT_DATE};
    private static final double DAYS_PER_YEAR = 365.25;
    private static final double OLDEST = 125;

    private PatientAge() {}

    static Optional<String> years(DataSet dataSet) {
        return recorded(dataSet).or(() -> fromBirthDate(dataSet));
    }

    /** Which of the two {@link #years} was taken from. */
    static Optional<String> source(DataSet dataSet) {
        return recorded(dataSet)
                .map(age -> "recorded")
                .or(() -> fromBirthDate(dataSet).map(age -> "birth date"));
    }

    private static Optional<String> recorded(DataSet dataSet) {
        return dataSet.string(Tags.PATIENT_AGE).flatMap(AgeText::of).map(age -> rounded(age.years()));
    }

    private static Optional<String> fromBirthDate(DataSet dataSet) {
        Optional<LocalDate> birth = date(dataSet, Tags.PATIENT_BIRTH_DATE);
        Optional<LocalDate> study = DicomColumn.first(DATES, tag -> date(dataSet, tag));
        if (birth.isEmpty() || study.isEmpty()) {
            return Optional.empty();
        }
        double years = ChronoUnit.DAYS.between(birth.get(), study.get()) / DAYS_PER_YEAR;
        return years < 0 || years > OLDEST ? Optional.empty() : Optional.of(rounded(years));
    }

    /** A date of PS3.5 section 6.2, DA, also with the dots of older standards. */
    static Optional<LocalDate> date(DataSet dataSet, Tag tag) {
        Matcher date = DATE.matcher(dataSet.string(tag).orElse(""));
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String rounded(double years) {
        return ElementValues.plain(Math.round(years * 100) / 100.0);
    }
}
