package org.subtext.audit.harm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.subtext.provenance.AtomicFiles;
import org.subtext.report.Audience;
import org.subtext.report.PdfReport;
import org.subtext.report.harm.HarmContent;
import org.subtext.report.harm.HarmPage;

/** The page <i>With what harm</i> in a run's folder, as HTML and as PDF. */
public final class HarmPages {
    /** For anybody. */
    public static final String PAGE = "harm.html";

    /** The same to print. */
    public static final String DOCUMENT = "harm.pdf";

    private static final String INTERNAL_PAGE = "harm-internal.html";
    private static final String INTERNAL_DOCUMENT = "harm-internal.pdf";

    private HarmPages() {}

    /** Names of what is written on demand alone. */
    static List<String> internal() {
        return List.of(INTERNAL_PAGE, INTERNAL_DOCUMENT);
    }

    /** What anybody may read. */
    static void write(Path folder, HarmContent content) throws IOException {
        write(folder, HarmPage.render(content, Audience.ANYBODY), PAGE, DOCUMENT);
    }

    /** Everything, small groups included; every page says that it is not for sharing. */
    public static void writeInternal(Path folder, HarmContent content) throws IOException {
        write(folder, HarmPage.render(content, Audience.INTERNAL), INTERNAL_PAGE, INTERNAL_DOCUMENT);
    }

    private static void write(Path folder, String html, String page, String document) throws IOException {
        AtomicFiles.writeString(folder.resolve(page), html);
        AtomicFiles.replace(folder.resolve(document), pdf -> PdfReport.write(html, pdf));
    }
}
