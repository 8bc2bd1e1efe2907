import java.util.List;
import java.util.Locale;
import org.subtext.statistics.BinaryScores;
import org.subtext.statistics.BootstrapSample;
import org.subtext.statistics.ClusterBootstrap;
import org.subtext.statistics.ClusteredAuc;
import org.subtext.statistics.Clusters;
import org.subtext.statistics.DeLong;
import org.subtext.statistics.DifferenceTest;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;

/** Two readers rate the same 20 images of ten patients from 1 to 5. Whose ratings tell the diseased patients better? */
public class CompareReaders {
    public static void main(String[] arguments) {
        List<String> patients = List.of("a a a b b c d d e e e f g g h h i i i j".split(" "));
        double[] ratingsOfFirst = {5, 5, 4, 3, 3, 2, 3, 3, 5, 4, 5, 1, 4, 4, 4, 4, 5, 5, 5, 2};
        double[] ratingsOfSecond = {4, 4, 4, 2, 2, 3, 3, 4, 4, 5, 4, 1, 3, 2, 3, 3, 5, 4, 5, 2};
        boolean[] diseased = new boolean[patients.size()];
        for (int image = 0; image < diseased.length; image++) {
            diseased[image] = List.of("a", "b", "e", "g", "i").contains(patients.get(image));
        }
        BinaryScores first = BinaryScores.of(ratingsOfFirst, diseased, Clusters.dense(patients));
        BinaryScores second = BinaryScores.of(ratingsOfSecond, diseased, Clusters.dense(patients));

        print("AUC of the first reader", ClusteredAuc.logit(first, 0.95));
        print("AUC of the second reader", ClusteredAuc.logit(second, 0.95));
        print("the same, patients ignored", DeLong.logit(second, 0.95));
        DifferenceTest test = ClusteredAuc.paired(first, second, 0.95);
        print("first less second", test.difference());
        print("p of no difference", test.p());
        BootstrapSample draws = ClusterBootstrap.of(2000, 17).aucs(List.of(first, second));
        print("first less second", draws.difference(0, 1).bca(0.95));
        BinaryScores healthy = BinaryScores.independent(new double[] {2, 3, 1}, new boolean[3]);
        print("AUC of healthy images alone", DeLong.logit(healthy, 0.95));
    }

    private static void print(String what, Estimate estimate) {
        String words = String.format(Locale.ROOT, "%.3f", estimate.valueOr(Double.NaN));
        if (estimate instanceof Estimate.Known known) {
            Interval interval = known.interval();
            words += String.format(Locale.ROOT, " (%.3f to %.3f) ", interval.lower(), interval.upper());
            words += interval.method();
        } else if (estimate instanceof Estimate.Undefined undefined) {
            words = "none: " + undefined.reason();
        }
        System.out.println(what + ": " + words);
    }
}
