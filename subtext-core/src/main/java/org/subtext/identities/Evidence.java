package org.subtext.identities;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Table;
import org.subtext.tables.Wording;

/**
 * What rows say about people beside their ids.
 *
 * @param site which site a row is from, null where no column says so
 * @param facts columns that stay the same for one person: race, sex, date of birth
 */
public record Evidence(@Nullable Cells site, List<Cells> facts) {
    /** Rows say nothing else. */
    public static final Evidence NONE = new Evidence(null, List.of());

    private static final Set<String> SITES = Set.of(
            "site",
            "siteid",
            "sitename",
            "hospital",
            "hospitalid",
            "institution",
            "institutionname",
            "center",
            "centre",
            "centerid",
            "centreid",
            "clinic",
            "source",
            "sourceid",
            "dataset",
            "facility");
    private static final Set<String> FACTS = Set.of(
            "race",
            "ethnicity",
            "raceethnicity",
            "primaryrace",
            "sex",
            "gender",
            "patientsex",
            "birthyear",
            "yearofbirth",
            "birthdate",
            "dateofbirth",
            "patientbirth",
            "patientbirthdate",
            "dob",
            "anchoryear");

    public Evidence {
        facts = List.copyOf(facts);
    }

    /**
     * The columns of a table whose names are usual ones.
     *
     * @param attribute another column that is recorded of people, null for none
     */
    public static Evidence of(Table table, @Nullable String attribute) {
        return of(table.names(), name -> table.column(name)::get, attribute);
    }

    /** The columns whose names are usual ones, wherever their cells stand. */
    public static Evidence of(List<String> names, Function<String, Cells> column, @Nullable String attribute) {
        Cells site = null;
        List<Cells> facts = new ArrayList<>();
        for (String name : names) {
            String simple = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            if (site == null && SITES.contains(simple)) {
                site = column.apply(name);
            }
            if (FACTS.contains(simple) || name.equals(attribute)) {
                facts.add(column.apply(name));
            }
        }
        return new Evidence(site, facts);
    }

    /** Whether both rows say which site they are from, and it is not one site in two writings. */
    boolean tellsSitesApart(int row, int other) {
        String here = site == null ? null : site.get(row);
        String there = site == null ? null : site.get(other);
        return here != null
                && there != null
                && !here.equals(there)
                && !NotRecorded.is(here)
                && !NotRecorded.is(there)
                && !Wording.folded(here).equals(Wording.folded(there));
    }
}
