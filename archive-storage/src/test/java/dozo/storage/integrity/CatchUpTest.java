package dozo.storage.integrity;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.failure.FailureCode;
import dozo.core.testing.Instances;
import dozo.core.value.Uid;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.LiveArchive;
import dozo.storage.testing.TestDatabase;
import dozo.storage.volume.NioDisk;
import dozo.storage.volume.VolumeInitialisation;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume that was away catches up while the archive serves: what it tells is found, what it lacks it gets. */
class CatchUpTest {

    @TempDir
    Path directory;

    private LiveArchive archive;

    @AfterEach
    void closeArchive() {
        if (archive != null) {
            archive.close();
        }
    }

    private void open(List<List<String>> groups) throws Exception {
        archive = LiveArchive.create(directory, TestDatabase.h2(directory.resolve("first-database")), groups);
    }

    private void takeAway(String volume) throws Exception {
        Files.move(directory.resolve(volume), directory.resolve(volume + "-away"));
        Files.createDirectories(directory.resolve(volume)); // as an unmounted path looks
    }

    private void bringBack(String volume) throws Exception {
        Files.delete(directory.resolve(volume));
        Files.move(directory.resolve(volume + "-away"), directory.resolve(volume));
    }

    private void awaitLevel() {
        await().untilAsserted(() -> assertEquals(List.of(), archive.catchUp().lags()));
    }

    private StoredObject store(Instances instance) throws Exception {
        StoreOutcome outcome = archive.send(instance);
        if (outcome instanceof StoreOutcome.NewVersion version) {
            return version.object();
        }
        return assertInstanceOf(StoreOutcome.Stored.class, outcome).object();
    }

    private List<KnownVersion> versions(Uid instance) throws Exception {
        List<KnownVersion> versions = new ArrayList<>();
        archive.index().versions(RetrieveSelection.ofInstances(List.of(instance)), versions::add);
        return versions;
    }

    /** Reads every copy of everything, as {@code dozo verify} does. */
    private VerifyReport verify() throws Exception {
        return new Verify(
                        archive.store(),
                        archive.index(),
                        archive.repairer(),
                        new VerifySettings(0, false),
                        Progress.Listener.NONE)
                .runAll();
    }

    /** The worst of all: database lost, and the volume that alone knows the images away at the start. */
    @Test
    void findsTheImagesOfAVolumeThatReturnsAsSoonAsItIsBackAndTakesImagesMeanwhile() throws Exception {
        open(List.of(List.of("old"), List.of("new")));
        Instances same = Instances.ct();
        Instances changed = Instances.ct();
        StoredObject before = store(same);
        StoredObject superseded = store(changed);
        List<StoredObject> others = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            others.add(store(Instances.ct()));
        }
        archive.close();
        takeAway("old");
        archive.reopen(TestDatabase.h2(directory.resolve("second-database")));
        archive.catchUp().start();
        assertEquals(0, archive.index().counts().instances());
        assertTrue(archive.catchUp().lags().get(0).unreadSinceStart());
        StoredObject again = store(same);
        StoredObject newer = store(changed.patientName("Corrected^Name"));

        bringBack("old");
        while (!archive.catchUp().lags().isEmpty()) {
            others.add(store(Instances.mr())); // ingest goes on
        }

        for (StoredObject other : others) {
            assertEquals(
                    other, versions(other.sopInstanceUid()).get(0).instance().object());
        }
        assertEquals(others.size() + 2, archive.index().counts().instances());
        assertEquals(1, versions(before.sopInstanceUid()).size());
        assertTrue(
                versions(before.sopInstanceUid()).get(0).instance().isAt(before.path()),
                "the same bytes are one version");
        assertTrue(versions(before.sopInstanceUid()).get(0).instance().isAt(again.path()));
        KnownVersion current = versions(superseded.sopInstanceUid()).stream()
                .filter(KnownVersion::current)
                .findFirst()
                .orElseThrow();
        assertEquals(newer.path(), current.instance().object().path(), "the one received last is handed out");
        assertTrue(versions(superseded.sopInstanceUid()).stream()
                .anyMatch(version -> version.instance().isAt(superseded.path())));
        assertTrue(verify().isSound());
    }

    @Test
    void refusesWhileTheMirrorIsAwayAndCompletesWhateverItLacksWhenItReturns() throws Exception {
        open(List.of(List.of("primary", "mirror")));
        archive.catchUp().start();
        List<StoredObject> stored = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            stored.add(store(Instances.ct()));
        }
        awaitLevel();
        takeAway("mirror");
        StoreOutcome.Refused refused = assertInstanceOf(StoreOutcome.Refused.class, archive.send(Instances.ct()));
        assertEquals(FailureCode.VOLUME_LOST, refused.code());
        await().until(() -> !archive.catchUp().lags().isEmpty());
        Path away = directory.resolve("mirror-away");
        Files.delete(away.resolve(stored.get(0).path().relative()));
        truncate(away.resolve(stored.get(1).path().relative()));
        JournaledStore.flipBit(away.resolve(stored.get(2).path().relative()));
        truncate(journalOn(away));

        bringBack("mirror");
        awaitLevel();

        stored.add(store(Instances.ct()));
        VerifyReport report = verify();
        assertTrue(report.isSound(), () -> report.findings().toString());
        assertEquals(2L * stored.size(), report.copies() - report.count(FindingKind.COPY_REPAIRED));
        for (int bad = 0; bad < 3; bad++) {
            assertEquals(
                    3,
                    versions(stored.get(bad).sopInstanceUid())
                            .get(0)
                            .instance()
                            .locations()
                            .size());
        }
    }

    /** Whoever removes a journal may have removed images too: the volume is compared with its mirror, though nothing is stored. */
    @Test
    void putsBackWhatAnotherProgramRemovedFromAMirrorWhileNothingIsStored() throws Exception {
        open(List.of(List.of("primary", "mirror")));
        archive.catchUp().start();
        List<StoredObject> stored = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            stored.add(store(Instances.ct()));
        }
        awaitLevel();
        Path journal = journalOn(directory.resolve("mirror"));
        Files.delete(archive.file(stored.get(3), "mirror"));
        Files.delete(journal);

        await().until(() -> versions(stored.get(3).sopInstanceUid())
                        .get(0)
                        .instance()
                        .locations()
                        .size()
                == 3);
        awaitLevel();
        assertTrue(Files.exists(journal));
        stored.add(store(Instances.ct()));
        VerifyReport report = verify();
        assertTrue(report.isSound(), () -> report.findings().toString());
    }

    /** One image that nobody can bring back must not keep the others from being safe again. */
    @Test
    void goesOnBehindAnObjectThatIsLostOnEveryVolume() throws Exception {
        open(List.of(List.of("primary", "mirror")));
        archive.catchUp().start();
        StoredObject lost = store(Instances.ct());
        StoredObject lacking = store(Instances.ct());
        awaitLevel();
        takeAway("mirror");
        await().until(() -> !archive.catchUp().lags().isEmpty());
        JournaledStore.flipBit(directory.resolve("primary").resolve(lost.path().relative()));
        Path away = directory.resolve("mirror-away");
        Files.delete(away.resolve(lost.path().relative()));
        Files.delete(away.resolve(lacking.path().relative()));

        bringBack("mirror");
        awaitLevel();

        VerifyReport report = verify();
        assertEquals(1, report.count(FindingKind.OBJECT_LOST));
        assertEquals(
                3,
                versions(lacking.sopInstanceUid()).get(0).instance().locations().size());
    }

    private static void truncate(Path file) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 100);
        }
    }

    private static Path journalOn(Path volume) throws Exception {
        try (var files = Files.walk(volume.resolve("journal"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    /** The open journal lies on the dead disk: what is written from now on must not go there. */
    @Test
    void fillsANewDiskInPlaceOfADeadOneWhileServing() throws Exception {
        open(List.of(List.of("primary", "mirror")));
        archive.catchUp().start();
        List<StoredObject> stored = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            stored.add(store(Instances.ct()));
        }
        awaitLevel();
        replaceMirror();
        for (int i = 0; i < 3; i++) {
            stored.add(store(Instances.ct()));
        }
        awaitLevel();

        VerifyReport report = verify();
        assertTrue(report.isSound(), () -> report.findings().toString());
        assertEquals(2L * stored.size(), report.copies());
    }

    private void replaceMirror() throws Exception {
        takeAway("mirror");
        VolumeInitialisation.initialise(new NioDisk(directory.resolve("mirror")), "mirror");
        new RememberedVolumes(archive.store(), archive.index().volumes(), Clock.systemUTC())
                .replace(archive.store().volumes().get(1));
    }

    @Test
    void goesOnFillingANewDiskAfterARestart() throws Exception {
        open(List.of(List.of("primary", "mirror")));
        List<StoredObject> stored = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            stored.add(store(Instances.ct()));
        }
        replaceMirror();
        stored.add(store(Instances.ct()));
        archive.reopen(); // before anything was filled
        archive.catchUp().start();
        awaitLevel();

        VerifyReport report = verify();
        assertTrue(report.isSound(), () -> report.findings().toString());
        assertEquals(2L * stored.size(), report.copies());
        archive.reopen();
        assertEquals(List.of(), archive.catchUp().lags(), "it is remembered that the volume is level");
    }
}
