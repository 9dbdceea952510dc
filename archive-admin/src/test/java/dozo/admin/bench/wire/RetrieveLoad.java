package dozo.admin.bench.wire;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dimse.CommandField;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.ContextProposal;
import dozo.core.pdu.RoleSelection;
import dozo.core.value.Uid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Fetches studies over some associations at once, one after another on each, and lets the images fall.
 *
 * @param sink the destination that the peer knows as {@link #DESTINATION}, for C-MOVE; empty for C-GET
 * @param studies for each association those that it fetches, at least one
 */
public record RetrieveLoad(
        Target target, Uid sopClass, Uid transferSyntax, Optional<StoreSink> sink, List<List<String>> studies) {

    /** AE title of the destination, blank-padded to an even length. */
    private static final String DESTINATION = "LISTENER";

    private static final Uid MOVE = new Uid("1.2.840.10008.5.1.4.1.2.2.2");
    private static final Uid GET = new Uid("1.2.840.10008.5.1.4.1.2.2.3");
    private static final int RETRIEVE_CONTEXT = 1;
    private static final int STORAGE_CONTEXT = 3;
    private static final int PENDING = 0xFF00;

    /** What one association was sent. */
    private record Received(long images, long bytes, long[] nanos) {}

    /** Runs it once. @throws IOException when a retrieve does not end with Success */
    public LoadReport run() throws IOException, InterruptedException {
        List<ScuAssociation> associations = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            associations.add(open());
        }
        List<Callable<Received>> work = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            ScuAssociation association = associations.get(i);
            List<String> own = studies.get(i);
            work.add(() -> fetch(association, own));
        }
        Duration cpuBefore = Workers.cpu();
        long begin = System.nanoTime();
        List<Received> received = Workers.together(work);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        Duration cpu = Workers.cpu().minus(cpuBefore);
        for (ScuAssociation association : associations) {
            association.release();
        }
        return report(received, elapsed, cpu);
    }

    private LoadReport report(List<Received> received, Duration elapsed, Duration cpu) {
        long images = received.stream().mapToLong(Received::images).sum();
        long bytes = sink.map(StoreSink::bytes)
                .orElse(received.stream().mapToLong(Received::bytes).sum());
        long arrived = sink.map(StoreSink::instances).orElse(images);
        Latencies latencies =
                Latencies.of(received.stream().map(Received::nanos).toList());
        return new LoadReport(images, arrived, bytes, elapsed, cpu, latencies);
    }

    private ScuAssociation open() throws IOException {
        Uid implicit = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid();
        if (sink.isPresent()) {
            return ScuAssociation.open(
                    target, List.of(new ContextProposal(RETRIEVE_CONTEXT, MOVE, List.of(implicit))), List.of());
        }
        return ScuAssociation.open(
                target,
                List.of(
                        new ContextProposal(RETRIEVE_CONTEXT, GET, List.of(implicit)),
                        new ContextProposal(STORAGE_CONTEXT, sopClass, List.of(transferSyntax))),
                List.of(new RoleSelection(sopClass, false, true)));
    }

    private Received fetch(ScuAssociation association, List<String> own) throws IOException {
        long images = 0;
        long bytes = 0;
        long[] nanos = new long[own.size()];
        for (int i = 0; i < own.size(); i++) {
            long begin = System.nanoTime();
            association.send(RETRIEVE_CONTEXT, command(i + 1), identifier(own.get(i)));
            MessageInput input = association.input();
            while (next(input)) {
                bytes += input.dataBytes();
                if (isStore(input)) {
                    association.send(StoreSink.success(input));
                }
            }
            images += completed(input.command());
            nanos[i] = System.nanoTime() - begin;
        }
        return new Received(images, bytes, nanos);
    }

    /** Reads a message. @return false when it is the last of the retrieve */
    private static boolean next(MessageInput input) throws IOException {
        if (!input.next()) {
            throw new IOException("the peer ended the association, PDU type " + input.endType());
        }
        return isStore(input) || CommandBytes.number(input.command(), CommandBytes.STATUS) == PENDING;
    }

    private static boolean isStore(MessageInput input) {
        return CommandBytes.number(input.command(), CommandBytes.COMMAND_FIELD) == CommandField.C_STORE.requestCode();
    }

    private static int completed(ByteBuffer command) throws IOException {
        int status = CommandBytes.number(command, CommandBytes.STATUS);
        if (status != 0) {
            throw new IOException(String.format("a retrieve ended with %04XH", status));
        }
        return CommandBytes.number(command, CommandBytes.COMPLETED_SUB_OPERATIONS);
    }

    private byte[] command(int messageId) {
        return sink.isPresent()
                ? CommandBytes.request(CommandField.C_MOVE, messageId, MOVE)
                        .text(CommandBytes.MOVE_DESTINATION, DESTINATION)
                        .withDataSet()
                        .encode()
                : CommandBytes.request(CommandField.C_GET, messageId, GET)
                        .withDataSet()
                        .encode();
    }

    private static byte[] identifier(String study) {
        Attributes identifier =
                new Attributes().put(Tag.QueryRetrieveLevel, Vr.CS, "STUDY").put(Tag.StudyInstanceUID, new Uid(study));
        return DatasetWriter.toBytes(identifier, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }
}
