package org.subtext.routes.maps;

import java.util.Optional;
import org.subtext.images.PixelSource;
import org.subtext.progress.Progress;
import org.subtext.recognition.InspectableRecogniser;
import org.subtext.recognition.Recogniser;
import org.subtext.routes.contract.Evidence;
import org.subtext.routes.contract.EvidenceStore;
import org.subtext.routes.contract.FinishedAudit;

/**
 * The Grad-CAM map of one image, for whoever looks at single cases; only of networks whose maps a battery has put to
 * the sanity checks.
 *
 * @param scores of the image, one a class, by which its own answer is explained
 * @param values side × side, none negative
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, read only; nobody compares maps
public record CaseMap(float[] scores, float[] values) {
    /** What the checks said of this network's maps; empty where none were made, or by a version that noted nothing. */
    public static Optional<Evidence.Sanity> sanity(FinishedAudit audit) {
        return new EvidenceStore(audit.folder())
                .read(MappedMethod.of(new SaliencyRoute().name(), MapMethod.GRAD_CAM, audit))
                .flatMap(evidence -> Optional.ofNullable(evidence.sanity()));
    }

    /** Made anew, as a battery makes each of its maps: for the class of the highest score. */
    public static CaseMap of(Recogniser recogniser, PixelSource pixels, int row) {
        float[][] scores = new float[1][];
        recogniser.score(pixels, new int[] {row}, (i, found) -> scores[0] = found.clone(), Progress.SILENT);
        float[][] map = new float[1][];
        InspectableRecogniser.interiorOf(recogniser)
                .attribute(
                        MapMethod.GRAD_CAM.attribution(),
                        pixels,
                        new int[] {row},
                        ImportanceMaps.answers(scores),
                        (i, found) -> map[0] = found.clone(),
                        Progress.SILENT);
        return new CaseMap(scores[0], map[0]);
    }
}
