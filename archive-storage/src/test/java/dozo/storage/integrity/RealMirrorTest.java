package dozo.storage.integrity;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dozo.core.testing.Instances;
import dozo.core.testing.Patience;
import dozo.core.value.Uid;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.ingest.StoreOutcome;
import dozo.storage.journal.StoredObject;
import dozo.storage.testing.JournaledStore;
import dozo.storage.testing.LiveArchive;
import dozo.storage.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mirror that is really unmounted and mounted again under an archive that takes images all the time. Needs the right to
 * mount; skipped without it, and then {@link CatchUpTest} shows the same with directories that are moved.
 */
class RealMirrorTest {

    @TempDir
    Path directory;

    private Path disk;
    private Path mirror;
    private LiveArchive archive;
    private final List<StoredObject> acknowledged = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean sending = new AtomicBoolean(true);

    @BeforeEach
    void mountTheMirrorsDisk() throws Exception {
        disk = Files.createDirectories(directory.resolve("disk"));
        mirror = Files.createDirectories(directory.resolve("mirror"));
        assumeTrue(mount(), "may not mount");
        archive = LiveArchive.create(
                directory, TestDatabase.h2(directory), List.of(List.of("primary", "mirror"), List.of("second")));
        archive.catchUp().start();
    }

    @AfterEach
    void unmountIt() throws Exception {
        sending.set(false);
        if (archive != null) {
            archive.close();
        }
        unmount();
    }

    @Test
    void catchesUpUnderIngestThatNeverStands() throws Exception {
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try {
            Future<?> sent = sender.submit(this::sendOnAndOn);
            awaitMore();
            assertTrue(unmount());
            await().until(() -> !archive.catchUp().lags().isEmpty());
            awaitMore(); // on the second group
            assertEquals(0, mirror.toFile().list().length, "the path below the mount stays empty");
            JournaledStore.flipBit(onDisk(acknowledged.get(0)));
            Files.delete(onDisk(acknowledged.get(1)));
            assertTrue(mount());
            await().until(() -> archive.catchUp().lags().isEmpty());
            awaitMore(); // on both volumes again
            sending.set(false);
            sent.get(Patience.SECONDS, TimeUnit.SECONDS);
        } finally {
            sender.shutdown();
        }
        VerifyReport report = new Verify(
                        archive.store(),
                        archive.index(),
                        archive.repairer(),
                        new VerifySettings(0, false),
                        Progress.Listener.NONE)
                .runAll();
        assertTrue(report.isSound(), () -> report.findings().toString());
        Set<StoredObject> found = new HashSet<>();
        List<Uid> instances =
                acknowledged.stream().map(StoredObject::sopInstanceUid).toList();
        archive.index()
                .versions(
                        RetrieveSelection.ofInstances(instances),
                        version -> found.add(version.instance().object()));
        assertEquals(Set.copyOf(acknowledged), found);
        // One that was under way as the disk went may be stored though its sender was told to send it again.
        long indexed = archive.index().counts().instances();
        assertTrue(indexed <= acknowledged.size() + refused.get(), () -> indexed + " " + acknowledged.size());
    }

    private Path onDisk(StoredObject object) {
        return disk.resolve(object.path().relative());
    }

    private Void sendOnAndOn() throws IOException {
        while (sending.get()) {
            if (archive.send(Instances.ct()) instanceof StoreOutcome.Stored stored) {
                acknowledged.add(stored.object());
            } else {
                refused.incrementAndGet();
            }
        }
        return null;
    }

    private void awaitMore() {
        int before = acknowledged.size();
        await().until(() -> acknowledged.size() >= before + 5);
    }

    private boolean mount() throws Exception {
        return run("mount", "--bind", disk.toString(), mirror.toString());
    }

    private boolean unmount() throws Exception {
        return run("umount", "-l", mirror.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
