package org.subtext.identities;

import java.util.ArrayList;
import java.util.List;
import org.subtext.problems.Remark;
import org.subtext.problems.Sentence;

/** Says what was made of doubtful ids that were taken because somebody said what they mean. */
public final class IdRemarks {
    private IdRemarks() {}

    /** A remark for everything that is not refused. */
    public static List<Remark> of(Identities identities) {
        String in = " in column " + identities.column().name();
        List<Remark> remarks = new ArrayList<>();
        if (identities.joined() > 0) {
            remarks.add(new Remark(
                    Remark.Code.PATIENT_IDS_JOINED,
                    Sentence.EMPTY
                            .counted(identities.joined(), "spelling of a patient id", "spellings of patient ids")
                            .and(in + " count as another spelling of the same id, as was said.")));
        }
        for (IdFinding finding : identities.findings()) {
            if (!finding.refused()) {
                remarks.add(remark(finding, in));
            }
        }
        return remarks;
    }

    private static Remark remark(IdFinding finding, String in) {
        Sentence rows = Sentence.EMPTY.counted(finding.places().size(), "row", "rows");
        return switch (finding.kind()) {
            case NEAR ->
                new Remark(
                        Remark.Code.PATIENT_IDS_NEARLY_ALIKE,
                        rows.and(in + " have patient ids that are another's but for " + finding.detail()
                                + "; they count as different patients."));
            case SCIENTIFIC, ROUNDED ->
                new Remark(
                        Remark.Code.PATIENT_IDS_ROUNDED,
                        rows.and(in
                                + (finding.kind() == IdKind.SCIENTIFIC
                                        ? " with ids in scientific notation"
                                        : " with ids of more than 15 digits that end in zeros")
                                + " count as they are written, as was said: if a program rounded them, different"
                                + " patients count as one."));
            case MISSING, SPELLING, PREFIX, STAND_IN, ONE_FOR_ALL, CROWDED, SITES ->
                new Remark(
                        Remark.Code.PATIENT_IDS_OF_SEVERAL,
                        rows.and(in + ", " + finding.words() + ", count as they are written, as was said."));
        };
    }
}
