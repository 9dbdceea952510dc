package dozo.admin.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dozo.admin.scu.Remote;
import dozo.core.association.Association;
import dozo.core.association.AssociationSettings;
import dozo.core.association.PresentationContext;
import dozo.core.association.ProposedContext;
import dozo.core.association.TimeOuts;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseClient;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.StoreRequest;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.Part10File;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.TestData;
import dozo.core.value.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file of the test data, the malformed, the odd and the media directories too, sent to a running archive as it lies on
 * disk by a sender that looks at nothing: each gets a status within its time, and what got Success comes back byte for byte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddFilesTest {

    private static final String SENDER = "SENDER";
    private static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    /** Taken, or refused for its UIDs, SOP class, data set or encoding (PS3.4 table B.2-1, PS3.7 section C.5). */
    private static final Set<Integer> PROPER = Set.of(DimseStatus.SUCCESS, 0x0117, 0x0122, 0xA900, 0xC000);

    @TempDir
    static Path directory;

    private Listener listener;
    private InteropArchive archive;
    private Remote remote;
    private final Map<Path, Integer> statuses = new HashMap<>();
    /** The data set of the last file that got Success, by the SOP Instance UID that it was sent under. */
    private final Map<Uid, byte[]> stored = new HashMap<>();

    /** What is sent, and as what. */
    private record Sending(Uid sopClass, Uid sopInstance, TransferSyntax syntax, byte[] dataSet) {}

    @BeforeAll
    void sendAll() throws Exception {
        listener = Listener.ofEverything(directory.resolve("moved"));
        archive = InteropArchive.start(directory, Map.of(SENDER, 104, "LISTENER", listener.port()));
        Remote usual = archive.seenBy(SENDER);
        remote = new Remote(
                usual.ae(), usual.calling(), AssociationSettings.defaults().withTimeOuts(TimeOuts.all(Patience.LONG)));
        for (Path file : TestData.all()) {
            Sending sending = sending(file);
            int status = send(sending);
            statuses.put(file, status);
            if (status == DimseStatus.SUCCESS || DimseStatus.isWarning(status)) {
                stored.put(sending.sopInstance, sending.dataSet);
            }
        }
    }

    @AfterAll
    void stop() {
        if (archive != null) {
            archive.close();
        }
        listener.close();
    }

    @Test
    void eachFileIsTakenOrRefusedAsItMustBe() {
        assertAll(TestData.files().stream().map(file -> () -> {
            String what = file.path() + ": " + DimseStatus.toString(statuses.get(file.file()));
            if (file.mustBeAccepted()) {
                assertEquals(DimseStatus.SUCCESS, statuses.get(file.file()), what);
            } else if (file.mustBeRefused()) {
                assertNotEquals(DimseStatus.SUCCESS, statuses.get(file.file()), what);
            }
        }));
    }

    /** Whatever is not taken is refused for what it holds: nothing here is the archive's own failure. */
    @Test
    void eachFileOfTheIndexIsTakenOrRefusedForWhatItHolds() throws IOException {
        try (Stream<Path> onDisk = Files.walk(TestData.root())) {
            Set<Path> files = onDisk.filter(file -> Files.isRegularFile(file) && isTestFile(file))
                    .collect(Collectors.toSet());
            assertEquals(files, statuses.keySet());
        }
        Map<Path, String> others = new TreeMap<>();
        statuses.forEach((file, status) -> {
            if (!PROPER.contains(status)) {
                others.put(file, DimseStatus.toString(status));
            }
        });
        assertEquals(Map.of(), others);
    }

    /** What stands in a folder, but not the licences. */
    private static boolean isTestFile(Path file) {
        Path path = TestData.root().relativize(file);
        return path.getNameCount() > 1 && !path.startsWith("LICENCES");
    }

    @Test
    void whatGotSuccessComesBackByteForByte() throws Exception {
        for (String study : archive.studies(SENDER)) {
            assertEquals("0000", archive.move(SENDER, study, "LISTENER").status(), study);
        }
        Set<Uid> back = listener.files().stream()
                .map(file -> new Uid(file.getFileName().toString().replace(".dcm", "")))
                .collect(Collectors.toSet());
        assertEquals(stored.keySet(), back);
        assertAll(listener.files().stream().map(file -> () -> {
            Uid uid = new Uid(file.getFileName().toString().replace(".dcm", ""));
            assertArrayEquals(stored.get(uid), SentFile.dataSet(file), uid.value());
        }));
    }

    @Test
    void anotherCallerIsServedAfterwards() throws Exception {
        try (Association association =
                remote.open(List.of(ProposedContext.of(VERIFICATION, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)))) {
            int status = new DimseClient(association).echo().status();
            assertEquals(DimseStatus.SUCCESS, status);
        }
    }

    /** On an association of its own, so that nothing is left of the one before; refusing the context is a status, too. */
    private int send(Sending sending) throws OperatingFailure {
        try (Association association = remote.open(List.of(ProposedContext.of(sending.sopClass, sending.syntax)))) {
            Optional<PresentationContext> context = association.contextFor(sending.sopClass);
            if (context.isEmpty()) {
                return DimseStatus.SOP_CLASS_NOT_SUPPORTED;
            }
            return new DimseClient(association)
                    .store(
                            context.get(),
                            StoreRequest.of(sending.sopClass, sending.sopInstance),
                            out -> out.write(sending.dataSet))
                    .status();
        }
    }

    /** By what the data set says of itself, else by the file meta information, else as a CT image of a made-up UID. */
    private static Sending sending(Path path) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            Attributes header = header(path);
            return new Sending(
                    header.uid(Tag.SOPClassUID)
                            .or(() -> file.meta().map(FileMeta::sopClass))
                            .orElse(Instances.CT),
                    header.uid(Tag.SOPInstanceUID)
                            .or(() -> file.meta().map(FileMeta::sopInstance))
                            .orElseGet(Instances::newUid),
                    file.syntax(),
                    file.dataSet().readAllBytes());
        } catch (DecodingException e) {
            return new Sending(
                    Instances.CT,
                    Instances.newUid(),
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                    Files.readAllBytes(path));
        }
    }

    private static Attributes header(Path path) throws IOException {
        try (Part10File file = Part10File.open(path)) {
            return file.reader(DecodingLimits.STANDARD).readUntil(Tag.PixelData);
        } catch (DecodingException e) {
            return new Attributes();
        }
    }
}
