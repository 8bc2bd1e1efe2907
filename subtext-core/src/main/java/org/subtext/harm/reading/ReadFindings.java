package org.subtext.harm.reading;

import java.util.List;
import org.subtext.harm.FindingTable;
import org.subtext.harm.Roles;
import org.subtext.problems.Remark;

/**
 * A table that was read, ready to be assessed.
 *
 * @param table findings, one row an image
 * @param roles of its rows
 * @param reference the group that others are compared with, as the table writes it
 * @param hasIds whether anything but the number of its row tells a patient
 * @param patients one an image
 * @param images their names, one an image
 * @param groups one an image, empty where nothing is recorded
 * @param remarks what was assumed or found, to be shown
 */
public record ReadFindings(
        FindingTable table,
        Roles roles,
        String reference,
        boolean hasIds,
        List<String> patients,
        List<String> images,
        List<String> groups,
        List<Remark> remarks) {
    public ReadFindings {
        patients = List.copyOf(patients);
        images = List.copyOf(images);
        groups = List.copyOf(groups);
        remarks = List.copyOf(remarks);
    }
}
