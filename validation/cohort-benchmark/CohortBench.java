import java.nio.file.Path;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortPlan;
import org.subtext.cohort.CohortReader;
import org.subtext.progress.Progress;

/** Reads and checks one table by sex, and says how long it took and how much heap the cohort keeps. */
public final class CohortBench {
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        Cohort cohort = CohortReader.read(CohortPlan.of(Path.of(arguments[0]), "sex"), Progress.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%d images, %d patients, %.2f s, heap kept %d MB%n",
                cohort.size(),
                cohort.patients().size(),
                seconds,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
}
