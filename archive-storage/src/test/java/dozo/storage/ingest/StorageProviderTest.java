package dozo.storage.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Tag;
import dozo.core.dimse.CommandField;
import dozo.core.dimse.CommandSet;
import dozo.core.dimse.Exchange;
import dozo.core.dimse.FailureStatus;
import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.volume.TestVolumes;
import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageProviderTest {

    @TempDir
    Path directory;

    private final List<CommandSet> responses = new ArrayList<>();

    @Test
    void answersSuccessForWhatIsStoredAndForWhatIsStoredAlready() throws Exception {
        Instances ct = Instances.ct();
        serve(ct, Instances.CT, (calling, sopClass) -> Optional.empty());
        assertEquals(0x0000, responses.get(0).status());
        assertEquals(7, responses.get(0).messageIdBeingRespondedTo());
        assertEquals(ct.build().uid(Tag.SOPInstanceUID), responses.get(0).sopInstanceUid());
    }

    @Test
    void answersTheStatusOfARefusalWithAFixedComment() throws Exception {
        serve(Instances.ct(), Instances.MR, (calling, sopClass) -> Optional.empty());
        assertEquals(0xA900, responses.get(0).status());
        assertEquals(
                FailureStatus.comment(FailureCode.CLASS_MISMATCH),
                responses.get(0).errorComment());
    }

    @Test
    void answers0122ForAClassThatTheSenderMayNotStore() throws Exception {
        serve(Instances.ct(), Instances.CT, (calling, sopClass) -> {
            assertEquals("MODALITY", calling.value());
            assertEquals(Instances.CT, sopClass);
            return Optional.of(FailureCode.SOP_CLASS_NOT_SUPPORTED);
        });
        assertEquals(0x0122, responses.get(0).status());
    }

    @Test
    void answers0124ForASenderThatMayNotStore() throws Exception {
        serve(Instances.ct(), Instances.CT, (calling, sopClass) -> Optional.of(FailureCode.NOT_AUTHORIZED));
        assertEquals(0x0124, responses.get(0).status());
    }

    private void serve(Instances instance, Uid commandClass, StorePermission permission) throws Exception {
        try (IngestBench bench = IngestBench.on(TestVolumes.in(directory).group("v"), directory)) {
            new StorageProvider(bench.ingest(), permission).serve(exchange(instance, commandClass));
        }
    }

    private Exchange exchange(Instances instance, Uid commandClass) throws Exception {
        Association association = mock(Association.class);
        when(association.callingAeTitle()).thenReturn(new AeTitle("MODALITY"));
        when(association.calledAeTitle()).thenReturn(new AeTitle("DOZO"));
        when(association.remoteAddress()).thenReturn(new InetSocketAddress("127.0.0.1", 11112));
        CommandSet request = CommandSet.request(CommandField.C_STORE, 7, commandClass, true)
                .withUid(
                        Tag.AffectedSOPInstanceUID,
                        instance.build().uid(Tag.SOPInstanceUID).orElseThrow());
        Exchange exchange = mock(Exchange.class);
        when(exchange.association()).thenReturn(association);
        when(exchange.context()).thenReturn(new PresentationContext(1, commandClass, IngestBench.SYNTAX, false, true));
        when(exchange.request()).thenReturn(request);
        when(exchange.dataSet()).thenReturn(new ByteArrayInputStream(instance.encode(IngestBench.SYNTAX)));
        doAnswer(call -> responses.add(call.getArgument(0))).when(exchange).respond(any());
        return exchange;
    }
}
