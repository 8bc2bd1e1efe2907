package org.subtext.sources.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomWriter;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.dicom.TransferSyntax;
import org.subtext.dicom.Vr;
import org.subtext.progress.Progress;
import org.subtext.sources.dataset.DatasetTable.Rules;
import org.subtext.tables.ConflictPolicy;

class DicomHeadersTest {
    @TempDir
    private Path root;

    @Test
    void sexAndAgeComeFromTheImagesAndTheRestIsCounted() throws IOException {
        DataFolder copy = Copies.of("vindr-cxr", root);
        image("train/a.dicom", "F", "043Y");
        Files.write(root.resolve("train/b.dicom"), new byte[] {1, 2, 3});

        DatasetRecord record = read("vindr-cxr", copy);

        assertThat(copy.column("sex")).containsExactly("Female", "", "");
        assertThat(copy.column("age_years")).containsExactly("43", "", "");
        assertThat(record.notes()).anyMatch(note -> note.startsWith("The headers of 1 images cannot be read"));
    }

    @Test
    void imagesWithoutAFileAreCounted() throws IOException {
        DataFolder copy = Copies.of("vindr-cxr", root);

        DatasetRecord record = read("vindr-cxr", copy);

        assertThat(copy.column("sex")).containsExactly("", "", "");
        assertThat(record.notes()).anyMatch(note -> note.startsWith("3 images have no file"));
    }

    @Test
    void anUnknownSexOfAHeaderIsNamedAndNotGuessed() throws IOException {
        DataFolder copy = Copies.of("vindr-cxr", root);
        image("train/a.dicom", "F", "043Y");
        image("train/b.dicom", "X", "043Y");

        DatasetRecord record = read("vindr-cxr", copy);

        assertThat(copy.column("sex")).containsExactly("Female", "", "");
        assertThat(copy.column("sex_raw")).containsExactly("F", "X", "");
        assertThat(record.notes()).anyMatch(note -> note.startsWith("Warning: ") && note.contains("X"));
    }

    private DatasetRecord read(String name, DataFolder copy) throws IOException {
        return DatasetTable.write(
                Datasets.named(name),
                root,
                Rules.NONE,
                ConflictPolicy.EXCLUDE,
                new DicomHeaders(root),
                copy.table(),
                Progress.SILENT);
    }

    private void image(String path, String sex, String age) throws IOException {
        DataSet header = DataSet.of(List.of(
                text(Tags.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.1.1"),
                text(Tags.SOP_INSTANCE, Vr.UI, "2.25.7"),
                text(Tags.PATIENT_SEX, Vr.CS, sex),
                text(Tags.PATIENT_AGE, Vr.AS, age)));
        Files.createDirectories(root.resolve(path).getParent());
        try (OutputStream out = Files.newOutputStream(root.resolve(path))) {
            DicomWriter.write(header, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        }
    }

    private static Element text(Tag tag, Vr vr, String value) {
        return Element.of(tag, vr, ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
    }
}
