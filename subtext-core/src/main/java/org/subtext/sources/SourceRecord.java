package org.subtext.sources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.joins.JoinCounts;
import org.subtext.problems.Remark;
import org.subtext.sources.dataset.DatasetRecord;
import org.subtext.sources.dicom.DicomImport;
import org.subtext.sources.dicom.ImportRecord;
import org.subtext.sources.phantom.HarmRecipe;
import org.subtext.sources.phantom.PhantomPlan;
import org.subtext.sources.slices.SliceReport;

/**
 * What is known of how a table came about: it goes into every run that the table is audited in, and with it into
 * reports.
 */
public sealed interface SourceRecord {
    /** A table of which nothing is known. */
    SourceRecord NONE = new Unknown();

    /**
     * What manifest and report say of it, by name; whoever may read the report may read this.
     *
     * @param whose what follows the name of the source: " of site b", or nothing for the audited cohort's own
     */
    Map<String, String> facts(String whose);

    /** The text of the file that a run keeps of it, by the file's name without its ending. */
    Map<String, String> files();

    /** What a reader of the report should know of how the table was made. */
    default List<Remark> remarks() {
        return List.of();
    }

    /** On what terms the images may be used; empty where none are known. */
    default List<String> terms() {
        return List.of();
    }

    private static List<Remark> remarks(@Nullable JoinCounts join) {
        return join == null || join.whole() ? List.of() : List.of(join.remark());
    }

    /** The record of a table, by what lies beside it: data sets and imports leave one there. */
    static SourceRecord beside(Path table) throws IOException {
        Optional<DatasetRecord> dataset = DatasetRecord.beside(table);
        if (dataset.isPresent()) {
            return new OfDataSet(dataset.get());
        }
        return ImportRecord.beside(table)
                .<SourceRecord>map(counts -> new OfDicom(counts, Optional.empty()))
                .orElse(NONE);
    }

    /** Nothing. */
    record Unknown() implements SourceRecord {
        @Override
        public Map<String, String> facts(String whose) {
            return Map.of();
        }

        @Override
        public Map<String, String> files() {
            return Map.of();
        }
    }

    /** Of a known data set: its terms travel with the result. */
    record OfDataSet(DatasetRecord dataset) implements SourceRecord {
        @Override
        public Map<String, String> facts(String whose) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put(
                    "Data set" + whose,
                    dataset.title() + " (" + dataset.layoutVersion() + ", rules: " + dataset.rules() + ")");
            facts.put("Data set" + whose + ": terms of use", String.join(" ", dataset.terms()));
            return facts;
        }

        @Override
        public Map<String, String> files() {
            return Map.of("dataset", dataset.json());
        }

        @Override
        public List<String> terms() {
            return dataset.terms();
        }

        @Override
        public List<Remark> remarks() {
            return dataset.remarks();
        }
    }

    /**
     * Of DICOM files.
     *
     * @param counts what became of them
     * @param details with names of files; only where the table was made just now
     */
    record OfDicom(ImportRecord counts, Optional<DicomImport.Summary> details) implements SourceRecord {
        static OfDicom of(DicomImport.Summary made) {
            return new OfDicom(made.record(), Optional.of(made));
        }

        @Override
        public Map<String, String> facts(String whose) {
            return Map.of("DICOM files" + whose, counts.sentence());
        }

        @Override
        public Map<String, String> files() {
            return Map.of("import", counts.json());
        }

        @Override
        public List<Remark> remarks() {
            return SourceRecord.remarks(counts.join());
        }
    }

    /** Of volumes. */
    record OfSlices(SliceReport report) implements SourceRecord {
        @Override
        public Map<String, String> facts(String whose) {
            return Map.of("Volumes" + whose, report.sentence());
        }

        @Override
        public Map<String, String> files() {
            return Map.of("slices", report.json());
        }

        @Override
        public List<Remark> remarks() {
            return SourceRecord.remarks(report.join());
        }
    }

    /** Of a phantom. */
    record OfPhantom(PhantomPlan plan) implements SourceRecord {
        @Override
        public Map<String, String> facts(String whose) {
            return Map.of(
                    "Phantom" + whose + " (SHA-256 of its plan)", plan.hash().hex());
        }

        @Override
        public Map<String, String> files() {
            return Map.of("phantom", plan.toJson());
        }
    }

    /** Of a phantom whose harm was planted. */
    record OfPlantedHarm(HarmRecipe harm) implements SourceRecord {
        @Override
        public Map<String, String> facts(String whose) {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("Phantom" + whose + " (SHA-256 of its plan)", harm.hash().hex());
            facts.put("Phantom" + whose + ": planted", harm.truth());
            return facts;
        }

        @Override
        public Map<String, String> files() {
            return Map.of("phantom", harm.toJson());
        }
    }
}
