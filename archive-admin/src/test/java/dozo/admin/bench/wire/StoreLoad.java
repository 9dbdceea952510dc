package dozo.admin.bench.wire;

import dozo.core.pdu.ContextProposal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores images over some associations at once, each with one thread and one request outstanding.
 *
 * @param uids those of this run; no other run may have used them
 * @param associations opened before the clock starts, released after it has stopped
 * @param imagesPerAssociation every one an instance of its own
 */
public record StoreLoad(
        Target target, ImageTemplate template, BenchUids uids, int associations, int imagesPerAssociation) {

    /** Under UIDs that no other run has used. */
    public StoreLoad(Target target, ImageTemplate template, int associations, int imagesPerAssociation) {
        this(target, template, BenchUids.fresh(), associations, imagesPerAssociation);
    }

    /** A status that is no failure: Success, or a warning (PS3.7 section C.1). */
    private static boolean isAcknowledged(int status) {
        return status == 0 || status >>> 12 == 0xB;
    }

    /** What one association saw. */
    private record Stream(ScuAssociation association, StoreMessage message, long[] nanos) {

        /** Sends all images, keeps how long each took. @return how many were acknowledged */
        int send() throws IOException {
            int acknowledged = 0;
            for (int i = 0; i < nanos.length; i++) {
                long begin = System.nanoTime();
                message.send(association, i);
                MessageInput answer = association.input();
                if (!answer.next()) {
                    throw new IOException("the peer ended the association, PDU type " + answer.endType());
                }
                nanos[i] = System.nanoTime() - begin;
                acknowledged += isAcknowledged(CommandBytes.number(answer.command(), CommandBytes.STATUS)) ? 1 : 0;
            }
            return acknowledged;
        }
    }

    /** Runs it once. @throws IOException when an association is refused or breaks */
    public LoadReport run() throws IOException, InterruptedException {
        List<Stream> streams = open();
        List<Callable<Integer>> work =
                streams.stream().<Callable<Integer>>map(stream -> stream::send).toList();
        Duration cpuBefore = Workers.cpu();
        long begin = System.nanoTime();
        int acknowledged =
                Workers.together(work).stream().mapToInt(Integer::intValue).sum();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        Duration cpu = Workers.cpu().minus(cpuBefore);
        for (Stream stream : streams) {
            stream.association().release();
        }
        long images = (long) associations * imagesPerAssociation;
        return new LoadReport(
                images,
                acknowledged,
                acknowledged * (long) template.dataSet().length,
                elapsed,
                cpu,
                Latencies.of(streams.stream().map(Stream::nanos).toList()));
    }

    private List<Stream> open() throws IOException {
        Map<Integer, ByteBuffer> tails = new ConcurrentHashMap<>();
        List<ContextProposal> contexts =
                List.of(new ContextProposal(1, template.sopClass(), List.of(template.transferSyntax())));
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < associations; i++) {
            ScuAssociation association = ScuAssociation.open(target.forAssociation(i), contexts, List.of());
            int maxPdu = association.maxPdu();
            ByteBuffer tail = tails.computeIfAbsent(maxPdu, length -> StoreMessage.tail(template, length));
            StoreMessage message = StoreMessage.of(template, uids, i, maxPdu, tail);
            streams.add(new Stream(association, message, new long[imagesPerAssociation]));
        }
        return streams;
    }
}
