package dozo.admin.bench;

import dozo.admin.bench.wire.StoreSink;
import java.io.IOException;

/** Accepts whatever is stored and lets it fall: {@code NullSink port}. Shows what a load generator can offer. */
public final class NullSink {

    private NullSink() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        try (StoreSink sink = StoreSink.open(Integer.parseInt(arguments[0]))) {
            System.out.println("listening on " + sink.port());
            Thread.currentThread().join();
        }
    }
}
