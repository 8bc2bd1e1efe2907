package org.subtext.report;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import org.subtext.provenance.AtomicFiles;

/** The report as a tagged PDF (PDF/UA) with its fonts embedded, made from the HTML without a browser. */
public final class PdfReport {
    /** The typeface that the style sheet names first; browsers lack it and take their own. */
    private static final String FAMILY = "Subtext Sans";

    static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
    private static final Set<FSFontUseCase> EVERYWHERE = EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG);

    private PdfReport() {}

    /**
     * Writes the PDF whole or not at all.
     *
     * @param html as {@link HtmlReport#render} gives it: well-formed XML
     */
    public static void write(String html, Path target) throws IOException {
        quieten();
        AtomicFiles.write(target, out -> {
            try (BatikSVGDrawer drawer = new BatikSVGDrawer()) {
                PdfRendererBuilder builder = new PdfRendererBuilder();
                builder.useFastMode();
                builder.usePdfUaAccessibility(true);
                builder.useSVGDrawer(drawer);
                font(builder, "DejaVuSansCondensed.ttf", 400, FontStyle.NORMAL);
                font(builder, "DejaVuSansCondensed-Bold.ttf", 700, FontStyle.NORMAL);
                builder.useUriResolver((base, uri) -> uri.startsWith("data:") || uri.startsWith("#") ? uri : null);
                builder.withHtmlContent(withSpokenFigures(html), null);
                builder.withProducer("Subtext");
                builder.toStream(out);
                builder.run();
            }
        });
    }

    /** The renderer reads aloud {@code alt} only, also of drawings, where HTML knows {@code aria-label}. */
    private static String withSpokenFigures(String html) {
        return html.replace(" aria-label=\"", " alt=\"");
    }

    /** The renderer reports on fonts and links through java.util.logging, which would reach the user's terminal. */
    private static void quieten() {
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.SEVERE));
    }

    private static void font(PdfRendererBuilder builder, String file, int weight, FontStyle style) {
        FSSupplier<InputStream> font = () -> Objects.requireNonNull(
                PdfReport.class.getResourceAsStream(FONTS + file), file + " is missing from the class path");
        builder.useFont(font, FAMILY, weight, style, true, EVERYWHERE);
    }
}
