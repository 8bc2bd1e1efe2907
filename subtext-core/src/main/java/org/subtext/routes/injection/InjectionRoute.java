package org.subtext.routes.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.routes.contract.Experiment;
import org.subtext.routes.contract.FinishedAudit;
import org.subtext.routes.contract.NotRunException;
import org.subtext.routes.contract.Route;
import org.subtext.routes.contract.RoutesPlan;

/**
 * How faint a signal would have been found: a texture, a pattern in one place, local contrast and a shift of grey
 * values, put into random patients' images, each read by the cheapest reader that reads its kind.
 */
public final class InjectionRoute implements Route {
    static final String NAME = "injection";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String family() {
        return NAME;
    }

    @Override
    public String question() {
        return "How faint a signal would have been found?";
    }

    @Override
    public Optional<String> axis() {
        return Optional.empty();
    }

    @Override
    public List<Experiment> experiments(FinishedAudit audit, RoutesPlan plan) throws NotRunException {
        audit.requireTraining();
        InjectedAudit injected = new InjectedAudit(audit);
        List<Experiment> experiments = new ArrayList<>();
        for (FaintSignal signal : signals(audit)) {
            experiments.add(new Injection(signal, injected));
        }
        return List.copyOf(experiments);
    }

    /** Signals that are put into images of this size, the texture first. */
    public static List<FaintSignal> signals(FinishedAudit audit) {
        BandTexture texture = texture(audit);
        return List.of(texture, new PlacedTexture(texture), new LocalContrast(side(audit)), new GreyShift());
    }

    /** Of 8 to 16 cycles; of less where the images are too small for these. */
    static BandTexture texture(FinishedAudit audit) {
        int high = Math.min(16, side(audit) / 2);
        return new BandTexture(side(audit), high / 2, high);
    }

    private static int side(FinishedAudit audit) {
        return audit.pixels().layout().side();
    }
}
