package org.subtext.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.subtext.perturbation.Perturbations;
import org.subtext.perturbation.contract.PerturbationKind;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Subject;
import org.subtext.routes.perturbed.PerturbationRoute;

class OlderSettingsTest {
    @Test
    void everySettingOfEveryKindIsReadAsItWasMeant() {
        for (PerturbationKind kind : Perturbations.KINDS) {
            for (String setting : kind.defaults()) {
                String coded = Perturbations.parse(setting).studyFaithful().name();
                for (String label : List.of(setting, coded, setting + " + inversion")) {
                    Subject subject = OlderSettings.subject(label, Mode.TESTED_UNDER);

                    assertThat(subject).as(label).isInstanceOf(Subject.Perturbed.class);
                    assertThat(subject.label()).isEqualTo(label);
                }
            }
        }
        assertThat(OlderSettings.subject("keep-tile 3 4", Mode.TESTED_UNDER))
                .isEqualTo(PerturbationRoute.subject(Perturbations.parse("keep-tile 3 4")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attack-fgsm 0.5",
                "study-attack-gaussian 0.056",
                "attack-clamp-only",
                "hidden-tile 1/8",
                "lung inside",
                "lung outside with a margin",
                "lung shape only",
                "slices 0.2 to 0.4",
                "grey-level histogram",
                "only noise 0.1",
                "inversion of the chest"
            })
    void everyLabelStaysAsItWas(String label) {
        assertThat(OlderSettings.subject(label, Mode.TESTED_UNDER).label()).isEqualTo(label);
    }

    @Test
    void placesOnAnAxisAreKept() {
        assertThat(OlderSettings.subject("slices 0.2 to 0.4", Mode.SUBSET).position())
                .isEqualTo(0.3);
        assertThat(OlderSettings.subject("attack-pgd 4", Mode.TESTED_UNDER).position())
                .isEqualTo(4.0);
        assertThat(OlderSettings.subject("window-centre -0.4", Mode.TESTED_UNDER)
                        .position())
                .isEqualTo(-0.4);
    }

    @Test
    void columnsAreNotTakenForPerturbations() {
        assertThat(OlderSettings.subject("noise alone", Mode.FROM_TABLE)).isEqualTo(new Subject.OneColumn("noise"));
        assertThat(OlderSettings.subject("all columns, boosted trees", Mode.FROM_TABLE))
                .isEqualTo(new Subject.AllColumns("boosted trees"));
        assertThat(OlderSettings.subject("disease-only, boosted trees", Mode.FROM_TABLE))
                .isEqualTo(new Subject.TopicColumns("disease", "boosted trees"));
    }
}
