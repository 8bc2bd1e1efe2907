package org.subtext.confounding;

import java.util.Locale;
import org.subtext.provenance.Seed;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;

/**
 * L2-regularised logistic regression on standardised columns, one class against the rest, by LIBLINEAR's trust-region
 * Newton method, which draws nothing at random.
 *
 * <p>Minimises ½‖w‖² + C Σ log(1 + exp(−y wᵀx)), the constant term regularised like the others. Source: Fan and others
 * (2008), LIBLINEAR, Journal of Machine Learning Research 9:1871–1874. Checked against scikit-learn's
 * {@code LogisticRegression(solver="liblinear")} in {@code LogisticRegressionTest}.
 *
 * @param cost C, the weight of the loss against the size of the coefficients
 */
public record LogisticRegression(double cost) implements TabularClassifier {
    private static final int MOST_ITERATIONS = 1000;
    private static final double TOLERANCE = 1e-5;

    @Override
    public String name() {
        return "logistic regression";
    }

    @Override
    public Fitted fit(LabelledRows training, Seed seed) {
        String settings = String.format(Locale.ROOT, "C %s", cost);
        return TribuoRows.fit(
                training,
                settings,
                width -> new LibLinearClassificationTrainer(
                        new LinearClassificationType(LinearType.L2R_LR),
                        cost,
                        MOST_ITERATIONS,
                        TOLERANCE,
                        seed.value()));
    }
}
