package org.subtext.deidentification;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.subtext.deidentification.streams.VideoPolicy;
import org.subtext.identities.IdRule;

/**
 * What is to be imported and how.
 *
 * @param input folder of DICOM files, searched by content
 * @param out folder of results
 * @param salt file of the salt, outside {@code out}
 * @param retained options beside patient characteristics
 * @param burnedIn what is done with files whose pixels may hold text
 * @param video what is done with video
 * @param table the cohort table that goes along
 * @param keptColumns columns of it to keep that Subtext does not know
 * @param ids how patients are told by their ids, in the files and in the table
 */
public record DeidentificationPlan(
        Path input,
        Path out,
        Path salt,
        Set<RetainOption> retained,
        BurnedInPolicy burnedIn,
        VideoPolicy video,
        Optional<Path> table,
        List<String> keptColumns,
        IdRule ids) {
    public DeidentificationPlan {
        retained = Set.copyOf(retained);
        keptColumns = List.copyOf(keptColumns);
    }
}
