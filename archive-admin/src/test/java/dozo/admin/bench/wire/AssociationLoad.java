package dozo.admin.bench.wire;

import dozo.core.pdu.ContextProposal;
import dozo.core.value.Uid;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/**
 * Opens and releases associations that propose Verification, one after another from some clients at once.
 *
 * @param time no association is begun after it
 */
public record AssociationLoad(Target target, int clients, Duration time) {

    private static final List<ContextProposal> VERIFICATION =
            List.of(new ContextProposal(1, new Uid("1.2.840.10008.1.1"), List.of(new Uid("1.2.840.10008.1.2"))));

    /** Runs it once. @throws IOException when an association is refused or breaks */
    public LoadReport run() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<Callable<long[]>> work = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            work.add(() -> associate(begin + time.toNanos()));
        }
        Duration cpu = Workers.cpu();
        List<long[]> nanos = Workers.together(work);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        long associations = nanos.stream().mapToLong(each -> each.length).sum();
        return new LoadReport(
                associations, associations, 0, elapsed, Workers.cpu().minus(cpu), Latencies.of(nanos));
    }

    private long[] associate(long end) throws IOException {
        LongStream.Builder nanos = LongStream.builder();
        for (long began = System.nanoTime(); began < end; began = System.nanoTime()) {
            ScuAssociation.open(target, VERIFICATION, List.of()).release();
            nanos.add(System.nanoTime() - began);
        }
        return nanos.build().toArray();
    }
}
