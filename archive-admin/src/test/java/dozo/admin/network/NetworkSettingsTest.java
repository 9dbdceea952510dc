package dozo.admin.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.AcceptorSettings;
import dozo.core.config.ConfigurationFile;
import dozo.core.config.DicomConfig;
import dozo.core.value.ByteSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSettingsTest {

    private static final String EVERY_LIMIT =
            """
            dicom {
              port = 0
              limits {
                associations = 7, associations-per-ae = 3, pending-per-address = 2, pdu-length = 8KiB
                associate-pdu-length = 2KiB, user-items = 17, nesting-depth = 5, elements = 1001
                element-bytes = 3KiB, command-set-bytes = 4KiB, identifier-bytes = 5KiB
              }
              time-outs { connect = 1s, artim = 2s, accept = 3s, idle = 4s, request = 5s, response = 6s, write = 7s, release = 8s }
            }
            """;

    @TempDir
    Path directory;

    private DicomConfig configuration() throws Exception {
        Path file = Files.writeString(directory.resolve("dozo.conf"), EVERY_LIMIT);
        return ConfigurationFile.read(file).dicom();
    }

    @Test
    void everyLimitReachesTheLayerThatKeepsIt() throws Exception {
        NetworkSettings settings = NetworkSettings.of(configuration());
        AcceptorSettings listener = settings.plain().orElseThrow();
        assertEquals(7, listener.maxAssociations());
        assertEquals(3, listener.maxAssociationsPerCallingAe());
        assertEquals(2, listener.maxPendingPerAddress());
        assertEquals(ByteSize.ofKibibytes(8), listener.association().maxPduReceived());
        assertEquals(ByteSize.ofKibibytes(8), listener.association().maxPduSent());
        assertEquals(ByteSize.ofKibibytes(2), listener.association().associateLength());
        assertEquals(17, listener.association().userItems());
        assertEquals(5, settings.messages().nestingDepth());
        assertEquals(1001, settings.messages().elements());
        assertEquals(ByteSize.ofKibibytes(3), settings.messages().element());
        assertEquals(ByteSize.ofKibibytes(4), settings.messages().commandSet());
        assertEquals(ByteSize.ofKibibytes(5), settings.messages().identifier());
    }

    @Test
    void everyTimeOutHoldsForListenersAndForAssociationsOfOurOwn() throws Exception {
        NetworkSettings settings = NetworkSettings.of(configuration());
        assertEquals(
                settings.outgoing().timeOuts(),
                settings.plain().orElseThrow().association().timeOuts());
        assertEquals(Duration.ofSeconds(1), settings.outgoing().timeOuts().connect());
        assertEquals(Duration.ofSeconds(8), settings.outgoing().timeOuts().release());
    }

    @Test
    void withoutKeysOnlyThePlainPortIsOpened() throws Exception {
        assertEquals(Optional.empty(), NetworkSettings.of(configuration()).secure());
    }
}
