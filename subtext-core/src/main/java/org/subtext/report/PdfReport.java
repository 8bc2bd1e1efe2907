package org.subtext.report;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.subtext.provenance.AtomicFiles;

/** The report as a tagged PDF (PDF/UA) with its fonts embedded, made from the HTML without a browser. */
public final class PdfReport {
    /** The typeface that the style sheet names first; browsers lack it and take their own. */
    private static final String FAMILY = "Subtext Sans";

    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
    private static final Set<FSFontUseCase> EVERYWHERE = EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG);

    private PdfReport() {}

    /**
     * Writes the PDF whole or not at all.
     *
     * @param html as {@link HtmlReport#render} gives it: well-formed XML
     */
    public static void write(String html, Path target) throws IOException {
        AtomicFiles.write(target, out -> {
            try (BatikSVGDrawer drawer = new BatikSVGDrawer()) {
                PdfRendererBuilder builder = new PdfRendererBuilder();
                builder.useFastMode();
                builder.usePdfUaAccessibility(true);
                builder.useSVGDrawer(drawer);
                font(builder, "DejaVuSansCondensed.ttf", 400, FontStyle.NORMAL);
                font(builder, "DejaVuSansCondensed-Bold.ttf", 700, FontStyle.NORMAL);
                builder.useUriResolver((base, uri) -> uri.startsWith("data:") || uri.startsWith("#") ? uri : null);
                builder.withHtmlContent(html, null);
                builder.withProducer("Subtext");
                builder.toStream(out);
                builder.run();
            }
        });
    }

    private static void font(PdfRendererBuilder builder, String file, int weight, FontStyle style) {
        FSSupplier<InputStream> font = () -> Objects.requireNonNull(
                PdfReport.class.getResourceAsStream(FONTS + file), file + " is missing from the class path");
        builder.useFont(font, FAMILY, weight, style, true, EVERYWHERE);
    }
}
