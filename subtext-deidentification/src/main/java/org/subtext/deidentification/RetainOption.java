package org.subtext.deidentification;

import java.util.Locale;

/** What a user may choose to retain beside patient characteristics, with its code (PS3.16 CID 7050). */
public enum RetainOption {
    DEVICE("113109", "Retain Device Identity Option"),
    INSTITUTION("113112", "Retain Institution Identity Option"),
    DATES("113107", "Retain Longitudinal Temporal Information Modified Dates Option");

    private final String code;
    private final String meaning;

    RetainOption(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    String code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** As options and the attribute table write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
