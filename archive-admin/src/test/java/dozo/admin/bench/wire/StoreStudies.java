package dozo.admin.bench.wire;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.CommandField;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.ContextProposal;
import dozo.core.value.Uid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/**
 * Stores many small data sets, each made when it is sent: to fill an archive, not to measure it.
 *
 * @param sopClasses those that occur
 * @param dataSets the instance of each number; called by several threads
 * @param count numbers from 0
 */
public record StoreStudies(
        Target target, List<Uid> sopClasses, IntFunction<Attributes> dataSets, int count, int associations) {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int ATTEMPTS = 5;

    /** Runs it once. @throws IOException when one is not acknowledged with Success */
    public void run() throws IOException, InterruptedException {
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < associations; i++) {
            int first = i;
            work.add(() -> store(first));
        }
        Workers.together(work);
    }

    private Void store(int first) throws IOException {
        List<ContextProposal> contexts = new ArrayList<>();
        for (Uid sopClass : sopClasses) {
            contexts.add(new ContextProposal(contextId(sopClass), sopClass, List.of(SYNTAX.uid())));
        }
        try (ScuAssociation association = ScuAssociation.open(target, contexts, List.of())) {
            for (int number = first; number < count; number += associations) {
                store(association, dataSets.apply(number));
            }
            association.release();
        }
        return null;
    }

    private int contextId(Uid sopClass) {
        return 2 * sopClasses.indexOf(sopClass) + 1;
    }

    private void store(ScuAssociation association, Attributes dataSet) throws IOException {
        Uid sopClass = dataSet.uid(Tag.SOPClassUID).orElseThrow();
        byte[] command = CommandBytes.request(CommandField.C_STORE, 1, sopClass)
                .withDataSet()
                .text(
                        CommandBytes.AFFECTED_SOP_INSTANCE,
                        dataSet.uid(Tag.SOPInstanceUID).orElseThrow().value())
                .encode();
        byte[] bytes = DatasetWriter.toBytes(dataSet, SYNTAX);
        int status = send(association, contextId(sopClass), command, bytes);
        for (int again = 1; isForNow(status) && again < ATTEMPTS; again++) {
            status = send(association, contextId(sopClass), command, bytes);
        }
        if (status != 0) {
            throw new IOException(String.format("not stored: %04XH", status));
        }
    }

    /** Out of resources (PS3.4 section B.2.3), as on a disk that stood still for a while: the sender is to come again. */
    private static boolean isForNow(int status) {
        return status >>> Byte.SIZE == 0xA7;
    }

    private static int send(ScuAssociation association, int context, byte[] command, byte[] dataSet)
            throws IOException {
        association.send(context, command, dataSet);
        if (!association.input().next()) {
            throw new IOException("the peer ended the association");
        }
        return CommandBytes.number(association.input().command(), CommandBytes.STATUS);
    }
}
