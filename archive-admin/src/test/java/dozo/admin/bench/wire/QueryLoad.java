package dozo.admin.bench.wire;

import dozo.core.dimse.CommandField;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.ContextProposal;
import dozo.core.value.Uid;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Asks one query after another on one association (C-FIND, Study Root), and lets the answers fall.
 *
 * @param identifiers the queries in implicit VR little endian
 * @param warmUp how many of the first do not count
 * @param patience no further query is begun after this time, neither to warm up nor then to measure, but one of each at least
 * @param firstAnswer whether the clock stops at the first answer and not at the last
 */
public record QueryLoad(Target target, List<byte[]> identifiers, int warmUp, Duration patience, boolean firstAnswer) {

    private static final Uid FIND = new Uid("1.2.840.10008.5.1.4.1.2.2.1");
    private static final int CONTEXT = 1;
    private static final int MESSAGE_ID = 1;
    /** 0xFF00 and 0xFF01 (PS3.4 section C.4.1.1.4). */
    private static final int PENDING = 0xFF;

    /** How one query went. */
    private record Asked(long answers, long nanos) {}

    /**
     * Runs it once.
     *
     * @return operations are answers, those sent being queries
     * @throws IOException when a query does not end with Success or at a limit of results
     */
    public LoadReport run() throws IOException {
        List<Uid> syntaxes = List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid());
        try (ScuAssociation association =
                ScuAssociation.open(target, List.of(new ContextProposal(CONTEXT, FIND, syntaxes)), List.of())) {
            byte[] command = CommandBytes.request(CommandField.C_FIND, MESSAGE_ID, FIND)
                    .withDataSet()
                    .encode();
            warmUp(association, command);
            LoadReport report = measure(association, command);
            association.release();
            return report;
        }
    }

    private void warmUp(ScuAssociation association, byte[] command) throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; i < warmUp && isInTime(begin); i++) {
            ask(association, command, identifiers.get(i));
        }
    }

    private boolean isInTime(long begin) {
        return System.nanoTime() - begin < patience.toNanos();
    }

    private LoadReport measure(ScuAssociation association, byte[] command) throws IOException {
        long[] nanos = new long[identifiers.size() - warmUp];
        long answers = 0;
        int asked = 0;
        Duration cpu = Workers.cpu();
        long begin = System.nanoTime();
        while (asked < nanos.length && isInTime(begin)) {
            Asked each = ask(association, command, identifiers.get(warmUp + asked));
            answers += each.answers();
            nanos[asked++] = each.nanos();
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        Latencies latencies = Latencies.of(List.of(Arrays.copyOf(nanos, asked)));
        return new LoadReport(asked, answers, 0, elapsed, Workers.cpu().minus(cpu), latencies);
    }

    private Asked ask(ScuAssociation association, byte[] command, byte[] identifier) throws IOException {
        long begin = System.nanoTime();
        association.send(CONTEXT, command, identifier);
        long first = 0;
        long answers = 0;
        MessageInput input = association.input();
        while (isAnswer(input)) {
            first = answers++ == 0 ? System.nanoTime() - begin : first;
        }
        return new Asked(answers, firstAnswer ? first : System.nanoTime() - begin);
    }

    private static boolean isAnswer(MessageInput input) throws IOException {
        if (!input.next()) {
            throw new IOException("the peer ended the association, PDU type " + input.endType());
        }
        int status = CommandBytes.number(input.command(), CommandBytes.STATUS);
        boolean pending = status >>> Byte.SIZE == PENDING;
        // A700H and FE00H end an answer at a limit.
        if (!pending && status != 0 && status != 0xA700 && status != 0xFE00) {
            throw new IOException(String.format("a query ended with %04XH", status));
        }
        return pending;
    }
}
