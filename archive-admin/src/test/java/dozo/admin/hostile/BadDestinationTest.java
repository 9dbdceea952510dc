package dozo.admin.hostile;

import static dozo.admin.hostile.ScriptedDestination.accept;
import static dozo.admin.hostile.ScriptedDestination.awaitStore;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.admin.hostile.ScriptedDestination.Arrived;
import dozo.admin.hostile.ScriptedDestination.Script;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.dimse.SubOperations;
import dozo.core.pdu.Abort;
import dozo.core.pdu.AbortReason;
import dozo.core.pdu.AssociateReject;
import dozo.core.pdu.AssociateRequest;
import dozo.core.pdu.ContextResult;
import dozo.core.pdu.RejectReason;
import dozo.core.pdu.ReleaseRequest;
import dozo.core.pdu.ReleaseResponse;
import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.testing.RawPeer;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.qr.testing.Scu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * C-MOVE from a live server to destinations that refuse, stall, lie or die. Each move ends by itself, and its final response
 * counts what the destination has really confirmed (PS3.4 section C.4.2.3.1).
 */
class BadDestinationTest extends HostilePeers {

    private static final int IMAGES = 3;
    private static final int ALL_FAILED = DimseStatus.OUT_OF_RESOURCES_SUBOPERATIONS;
    private static final int SOME = DimseStatus.WARNING_SUBOPERATIONS;

    private final Map<ScriptedDestination, Expected> destinations = new LinkedHashMap<>();
    private final Uid study = Instances.newUid();
    private final Uid largeStudy = Instances.newUid();

    /** The final response to a move of three images. */
    private record Expected(int status, int completed, int failed, int warned) {

        static final Expected NOTHING = new Expected(ALL_FAILED, 0, IMAGES, 0);
        static final Expected EVERYTHING = new Expected(DimseStatus.SUCCESS, IMAGES, 0, 0);
    }

    @Override
    String settings() throws Exception {
        refusing();
        answering();
        stalling();
        dying();
        String table = destinations.keySet().stream()
                .map(ScriptedDestination::configuration)
                .collect(Collectors.joining(", "));
        return "ae = [ " + table + " ]";
    }

    @BeforeAll
    void storeStudies() throws Exception {
        for (int i = 0; i < IMAGES; i++) {
            server().scu().store(Instances.ct().study(study).build());
        }
        server().scu()
                .store(Instances.ct().study(largeStudy).pixels(2048, 3072, 16).build());
    }

    @AfterAll
    void closeDestinations() throws IOException {
        for (ScriptedDestination destination : destinations.keySet()) {
            destination.close();
        }
    }

    private void add(String title, Expected expected, Script script) throws IOException {
        destinations.put(ScriptedDestination.start(title, script), expected);
    }

    private void refusing() throws IOException {
        ScriptedDestination nobody = ScriptedDestination.start("R-NOBODY", archive -> {});
        nobody.close();
        destinations.put(nobody, Expected.NOTHING);
        add("R-CLOSES", Expected.NOTHING, archive -> {});
        add("R-MUTE", Expected.NOTHING, RawPeer::awaitClose);
        add("R-REJECTS", Expected.NOTHING, archive -> {
            archive.expect(AssociateRequest.class);
            archive.send(new AssociateReject(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED))
                    .awaitClose();
        });
        add("R-BUSY", Expected.NOTHING, archive -> {
            archive.expect(AssociateRequest.class);
            archive.send(new AssociateReject(RejectReason.LOCAL_LIMIT_EXCEEDED)).awaitClose();
        });
        add("R-ABORTS", Expected.NOTHING, archive -> {
            archive.expect(AssociateRequest.class);
            archive.send(new Abort(AbortReason.SERVICE_USER)).awaitClose();
        });
        add("R-NOCONTEXT", Expected.NOTHING, archive -> {
            ScriptedDestination.answer(
                    archive, p -> ContextResult.rejected(p.id(), ContextResult.Result.USER_REJECTION));
            archive.awaitEnd();
        });
        add("R-RELEASED", Expected.NOTHING, archive -> archive.send(new ReleaseRequest())
                .awaitClose());
        add("R-GARBAGE", Expected.NOTHING, archive -> {
            byte[] garbage = new byte[4096];
            new Random(1).nextBytes(garbage);
            archive.send(garbage).awaitClose();
        });
    }

    /** Every class of status (PS3.7 Annex C), and such as no response to a C-STORE may have. */
    private void answering() throws IOException {
        add("A-0000", Expected.EVERYTHING, ScriptedDestination.answering(0x0000));
        for (int warning : new int[] {0x0001, 0xB000, 0xB006, 0xB007}) {
            add("A-%04X".formatted(warning), new Expected(SOME, 0, 0, IMAGES), ScriptedDestination.answering(warning));
        }
        for (int failure : new int[] {0x0110, 0x0122, 0x0211, 0xA700, 0xA900, 0xC000, 0xFE00, 0xFF00, 0x4711}) {
            add("A-%04X".formatted(failure), Expected.NOTHING, ScriptedDestination.answering(failure));
        }
        add("A-COLLIDES", Expected.EVERYTHING, archive -> {
            accept(archive);
            for (int i = 0; i < IMAGES; i++) {
                archive.send(awaitStore(archive).answer(0));
            }
            archive.expect(ReleaseRequest.class);
            archive.send(new ReleaseRequest()).send(new ReleaseResponse()).awaitClose();
        });
        add("A-STAYS", Expected.EVERYTHING, archive -> {
            accept(archive);
            for (int i = 0; i < IMAGES; i++) {
                archive.send(awaitStore(archive).answer(0));
            }
            archive.awaitClose();
        });
    }

    private void stalling() throws IOException {
        add("S-SILENT", Expected.NOTHING, archive -> {
            accept(archive);
            awaitStore(archive);
            archive.awaitClose();
        });
        add(
                "S-OTHER",
                Expected.NOTHING,
                archive -> repeat(archive, stored -> ScriptedDestination.withOtherId(stored)
                        .answer(0)));
        add(
                "S-ECHOES",
                Expected.NOTHING,
                archive -> repeat(archive, stored -> ScriptedDestination.echo(stored.context())));
    }

    private void dying() throws IOException {
        add("D-DATA", Expected.NOTHING, archive -> {
            accept(archive);
            archive.receive();
        });
        add("D-SECOND", new Expected(SOME, 1, 2, 0), new Script() {
            private boolean answered;

            @Override
            public void run(RawPeer archive) throws Exception {
                accept(archive);
                Arrived stored = awaitStore(archive);
                if (!answered) {
                    answered = true;
                    archive.send(stored.answer(0));
                    awaitStore(archive);
                }
            }
        });
        add("D-RELEASES", Expected.NOTHING, archive -> {
            accept(archive);
            awaitStore(archive);
            archive.send(new ReleaseRequest()).awaitClose();
        });
        add("D-GIANT", Expected.NOTHING, archive -> {
            accept(archive);
            awaitStore(archive);
            archive.send(RawMessages.pdu(4, 0xFFFF_FFFFL, new byte[64])).awaitEnd();
        });
    }

    /** Sends the same message again and again in place of the answer that is awaited. */
    private static void repeat(RawPeer archive, Function<Arrived, byte[]> message) throws Exception {
        accept(archive);
        byte[] bytes = message.apply(awaitStore(archive));
        await().forever().pollInterval(100, TimeUnit.MILLISECONDS).until(() -> {
            archive.send(bytes);
            return false;
        });
    }

    @Test
    void destinationsThatRefuseFailTheMove() throws Exception {
        moveTo(title -> title.startsWith("R-"));
    }

    @Test
    void everyStatusIsCountedAsWhatItIs() throws Exception {
        moveTo(title -> title.startsWith("A-"));
    }

    @Test
    void destinationsThatStallAreGivenUp() throws Exception {
        moveTo(title -> title.startsWith("S-"));
    }

    @Test
    void destinationsThatDieFailWhatTheyHaveNotConfirmed() throws Exception {
        moveTo(title -> title.startsWith("D-"));
    }

    /** It takes the first bytes of an image that is larger than all buffers between, and no more. */
    @Test
    void aDestinationThatStopsReadingIsGivenUp() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (ScriptedDestination deaf = ScriptedDestination.start("DEAF", archive -> {
            accept(archive);
            archive.receive();
            done.await();
        })) {
            String line = deaf.configuration();
            String port = line.replaceAll(".*port = (\\d+).*", "$1");
            server().dozo()
                    .run("ae", "add", "DEAF", "--host", "127.0.0.1", "--port", port)
                    .exits(0);
            assertEquals(new Expected(ALL_FAILED, 0, 1, 0), move(deaf, largeStudy));
        } finally {
            done.countDown();
        }
    }

    /** All of them at once. */
    private void moveTo(Predicate<String> titles) throws Exception {
        Map<String, CompletableFuture<Expected>> moves = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (ScriptedDestination destination : destinations.keySet()) {
            if (titles.test(destination.title().value())) {
                moves.put(destination.title().value(), CompletableFuture.supplyAsync(() -> move(destination, study)));
            }
        }
        for (Map.Entry<ScriptedDestination, Expected> each : destinations.entrySet()) {
            CompletableFuture<Expected> move = moves.get(each.getKey().title().value());
            if (move != null && !each.getValue().equals(move.get(Patience.SECONDS, TimeUnit.SECONDS))) {
                wrong.add(each.getKey().title() + " ended with " + move.get() + " instead of " + each.getValue());
            }
        }
        assertEquals(List.of(), wrong);
    }

    private Expected move(ScriptedDestination destination, Uid uid) {
        Attributes identifier = Scu.identifier("STUDY", Scu.Key.of(Tag.StudyInstanceUID, uid));
        try {
            Scu.Answers answers =
                    server().scu().move(InformationModel.STUDY_ROOT.move(), identifier, destination.title());
            SubOperations counts = answers.last().command().subOperations();
            return new Expected(answers.status(), counts.completed(), counts.failed(), counts.warning());
        } catch (Exception e) {
            throw new AssertionError("the move to " + destination.title() + " failed", e);
        }
    }
}
