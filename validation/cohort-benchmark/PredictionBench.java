import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionRow;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.Unit;

/** Writes and reads 400,000 predictions of three classes, as Parquet and as CSV. */
public final class PredictionBench {
    public static void main(String[] arguments) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<String> classes = List.of("Asian", "Black", "White");
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            List<Double> scores = List.of(random.nextDouble(), random.nextDouble(), random.nextDouble());
            rows.add(new PredictionRow(
                    new ExperimentName.Internal(),
                    "model",
                    "test",
                    "s" + i / 2,
                    "p" + i / 4,
                    "images/" + i + ".png",
                    classes.get(i % 3),
                    scores));
        }
        PredictionTable table = new PredictionTable(Unit.IMAGE, classes, rows);
        for (String name : List.of("p.parquet", "p.csv")) {
            Path file = Path.of(arguments[0], name);
            long start = System.nanoTime();
            PredictionFiles.write(table, file);
            long written = System.nanoTime();
            PredictionFiles.read(file);
            long read = System.nanoTime();
            System.out.printf(
                    "%s write %.2f s, read %.2f s, %d MB%n",
                    name, (written - start) / 1e9, (read - written) / 1e9, Files.size(file) >> 20);
        }
    }
}
