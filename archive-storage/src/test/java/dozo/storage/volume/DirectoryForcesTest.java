package dozo.storage.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryForcesTest {

    private static final int WRITERS = 8;

    private final Disk disk = mock(Disk.class);
    private final DirectoryForces forces = new DirectoryForces(disk);
    private final ExecutorService writers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        writers.shutdownNow();
    }

    @Test
    void oneForceServesAllWhoAskedWhileAnotherRan() throws Exception {
        List<String> forced = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> waiting = Collections.synchronizedList(new ArrayList<>());
        doAnswer(call -> {
                    forced.add(call.getArgument(0));
                    first.countDown();
                    release.await();
                    return null;
                })
                .when(disk)
                .forceDirectory(anyString());
        Future<?> leader = writers.submit(() -> force("a"));
        first.await();
        List<Future<?>> others = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            String directory = i % 2 == 0 ? "a" : "b";
            others.add(writers.submit(() -> {
                waiting.add(Thread.currentThread());
                return force(directory);
            }));
        }
        Awaitility.await()
                .until(() -> waiting.size() == WRITERS
                        && waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        release.countDown();
        leader.get();
        for (Future<?> other : others) {
            other.get();
        }
        assertEquals(3, forced.size(), forced::toString);
        assertEquals(List.of("a", "b"), forced.subList(1, 3).stream().sorted().toList());
    }

    @Test
    void aDirectoryThatFailsFailsThoseWhoAskedForIt() throws Exception {
        doThrow(new IOException("broken")).when(disk).forceDirectory("bad");
        forces.force("good");
        assertEquals(
                "broken",
                assertThrows(IOException.class, () -> forces.force("bad")).getMessage());
        forces.force("good");
    }

    @Test
    void aFullDiskIsToldAsOne() throws Exception {
        doThrow(new DiskFullException(new IOException("no space"))).when(disk).forceDirectory("full");
        assertThrows(DiskFullException.class, () -> forces.force("full"));
    }

    private Void force(String directory) throws IOException {
        forces.force(directory);
        return null;
    }
}
