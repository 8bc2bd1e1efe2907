package org.subtext.web.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.subtext.audit.door.RunSummary.Kind;
import org.subtext.report.HtmlReport.Part;

/** What a page of one run answers. */
public enum Question {
    FINDINGS("Findings", List.of(Part.VERDICT, Part.REVEALS, Part.LADDER, Part.QUALITY, Part.NUMBERS)),
    ROUTES("Routes", List.of(Part.ROUTES)),
    GROUPS("Groups", List.of(Part.COHORT, Part.GROUPS)),
    IMAGES("Images", List.of()),
    HARM("Harm", List.of()),
    ASK("Ask", List.of()),
    RECORD("Record", List.of(Part.METHODS, Part.LIMITS, Part.CHECKLIST));

    private final String title;
    private final List<Part> parts;

    Question(String title, List<Part> parts) {
        this.title = title;
        this.parts = parts;
    }

    /** At the head of its page. */
    public String title() {
        return title;
    }

    /** In its address. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the report that say it; none where something else does. */
    List<Part> parts() {
        return parts;
    }

    /** The one of an address. */
    public static Optional<Question> of(String path) {
        return Arrays.stream(values()).filter(one -> one.path().equals(path)).findFirst();
    }

    /** Those that are asked of a run, the first one first to be opened. */
    public static List<Question> of(Kind kind) {
        return switch (kind) {
            case IMAGES -> List.of(FINDINGS, ROUTES, GROUPS, IMAGES, ASK, RECORD);
            case SCORES -> List.of(FINDINGS, ROUTES, GROUPS, ASK, RECORD);
            case HARM -> List.of(HARM, ASK, RECORD);
            case DIAGNOSIS -> List.of(FINDINGS, RECORD);
        };
    }
}
