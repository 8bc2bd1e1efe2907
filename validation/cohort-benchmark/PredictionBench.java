import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionFiles;
import org.subtext.predictions.PredictionTable;
import org.subtext.predictions.PredictionTableBuilder;

/** Writes and reads 400,000 predictions of three classes, as Parquet and as CSV. */
public final class PredictionBench {
    public static void main(String[] arguments) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<String> classes = List.of("Asian", "Black", "White");
        PredictionTableBuilder rows = new PredictionTableBuilder(classes);
        for (int i = 0; i < 400_000; i++) {
            rows.add(
                    new ExperimentName.Internal(),
                    "model",
                    "test",
                    "s" + i / 2,
                    "p" + i / 4,
                    "images/" + i + ".png",
                    classes.get(i % 3),
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextDouble());
        }
        PredictionTable table = rows.build();
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
