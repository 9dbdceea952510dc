package dozo.admin.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.config.ControlConfig;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Patience;
import dozo.core.testing.Standstill;
import dozo.storage.integrity.Progress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlChannelTest {

    private static final Count COUNT = new Count();

    @TempDir
    Path directory;

    private final Desk desk = new Desk();
    private Path socket;
    private ControlServer<Desk> server;

    @BeforeEach
    void start() throws Exception {
        socket = directory.resolve("control.sock");
        server = ControlServer.start(new ControlConfig(socket, 2), new OperationTable<>(List.of(COUNT)), desk);
    }

    @AfterEach
    void stop() throws Exception {
        desk.proceed.countDown();
        server.close();
    }

    @Test
    void streamsProgressAndThenTheAnswer() throws Exception {
        List<Long> seen = new ArrayList<>();
        Counted answer = client().run(COUNT, new CountTo(3, "山田"), progress -> seen.add(progress.objects()));
        assertEquals(new Counted(3, "山田"), answer);
        assertEquals(List.of(1L, 2L, 3L), seen);
    }

    @Test
    void carriesAFailureWithItsCodeAndMessage() {
        OperatingFailure failure = assertThrows(
                OperatingFailure.class, () -> client().run(COUNT, new CountTo(-1, ""), Progress.Listener.NONE));
        assertEquals(FailureCode.LIMIT_EXCEEDED, failure.code());
        assertEquals("negative", failure.getMessage());
    }

    @Test
    void hidesAFaultOfTheProgramBehindAFixedSentence() {
        OperatingFailure failure = assertThrows(
                OperatingFailure.class, () -> client().run(COUNT, new CountTo(1000, ""), Progress.Listener.NONE));
        assertEquals(FailureCode.INTERNAL, failure.code());
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
    }

    @Test
    void onlyTheOwnerCanConnect() throws Exception {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    }

    @Test
    void findsNobodyWhenTheSocketIsALeftover() throws Exception {
        server.close();
        assertFalse(Files.exists(socket));
        assertEquals(Optional.empty(), ControlClient.to(socket));
        try (var leftover = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            leftover.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(Files.exists(socket));
        assertEquals(Optional.empty(), ControlClient.to(socket));
        server = ControlServer.start(new ControlConfig(socket, 2), new OperationTable<>(List.of(COUNT)), desk);
        assertTrue(ControlClient.to(socket).isPresent());
    }

    @Test
    void leavesAloneWhatIsNoSocket() throws Exception {
        Path file = Files.writeString(directory.resolve("precious"), "images");
        OperatingFailure failure = assertThrows(
                OperatingFailure.class,
                () -> ControlServer.start(new ControlConfig(file, 2), new OperationTable<>(List.of(COUNT)), desk));
        assertEquals(FailureCode.CONFIGURATION_INVALID, failure.code());
        assertEquals("images", Files.readString(file));
    }

    @Test
    void tellsACommandThatTooManyAreRunning() throws Exception {
        List<CompletableFuture<Counted>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            running.add(CompletableFuture.supplyAsync(this::waitAtTheDesk));
        }
        assertTrue(desk.arrived.await(Patience.SECONDS, TimeUnit.SECONDS));
        OperatingFailure failure = assertThrows(
                OperatingFailure.class, () -> client().run(COUNT, new CountTo(1, ""), Progress.Listener.NONE));
        assertEquals(FailureCode.TOO_BUSY, failure.code());
        desk.proceed.countDown();
        for (CompletableFuture<Counted> one : running) {
            assertEquals(0, one.get(Patience.SECONDS, TimeUnit.SECONDS).last());
        }
    }

    @Test
    void refusesARequestThatNeverEnds() throws Exception {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer flood = ByteBuffer.wrap("x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII));
            assertThrows(IOException.class, () -> {
                for (int sent = 0; sent <= 4 * ControlConnection.MAX_REQUEST_BYTES; sent += 1 << 16) {
                    channel.write(flood.rewind());
                }
            });
        }
        assertEquals(
                1,
                client().run(COUNT, new CountTo(1, ""), Progress.Listener.NONE).last());
    }

    @Test
    void endsTheConnectionOfARequestThatLacksWhatOneHas() throws Exception {
        for (String request :
                List.of("null", "{}", "{\"operation\":\"count\"}", "{\"operation\":\"count\",\"request\":null}")) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
                assertEquals(-1, channel.read(ByteBuffer.allocate(1)), request);
            }
        }
    }

    @Test
    void takesAMessageThatIsNullForNone() throws Exception {
        Path other = directory.resolve("other");
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(other));
            try (SocketChannel sender = SocketChannel.open(UnixDomainSocketAddress.of(other));
                    ControlConnection receiver = new ControlConnection(listener.accept())) {
                sender.write(ByteBuffer.wrap("null\n".getBytes(StandardCharsets.UTF_8)));
                assertThrows(
                        IOException.class,
                        () -> receiver.read(ControlMessage.Request.class, ControlConnection.MAX_REQUEST_BYTES));
            }
        }
    }

    @Test
    void stopsTheWorkWhenTheCommandHasGone() throws Exception {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            String request = "{\"operation\":\"count\",\"request\":{\"last\":0,\"text\":\"for ever\"}}\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
        }
        assertTrue(desk.abandoned.await(Patience.SECONDS, TimeUnit.SECONDS));
    }

    /** An interrupt would close the files of an embedded database. */
    @Test
    void stopsWithoutTheOperationThatDoesNotEndAndDoesNotInterruptIt() throws Exception {
        CompletableFuture<Void> command = CompletableFuture.runAsync(() -> assertThrows(
                OperatingFailure.class, () -> client().run(COUNT, new CountTo(0, "stand"), Progress.Listener.NONE)));
        desk.standstill.awaitReached();

        server.close(Duration.ZERO);
        assertFalse(Files.exists(socket));
        command.get(Patience.SECONDS, TimeUnit.SECONDS);
        desk.standstill.letGo();
        desk.standstill.thread().join();

        assertFalse(desk.standstill.wasInterrupted());
        assertTrue(desk.standstill.thread().isDaemon(), "it does not keep the process");
    }

    private Counted waitAtTheDesk() {
        try {
            return client().run(COUNT, new CountTo(0, "wait"), Progress.Listener.NONE);
        } catch (OperatingFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private ControlClient<Desk> client() throws OperatingFailure {
        return ControlClient.<Desk>to(socket).orElseThrow();
    }

    /** What the test's operation works on. */
    private static final class Desk {
        final CountDownLatch arrived = new CountDownLatch(2);
        final CountDownLatch proceed = new CountDownLatch(1);
        final CountDownLatch abandoned = new CountDownLatch(1);
        final Standstill standstill = new Standstill();
    }

    private record CountTo(int last, String text) {}

    private record Counted(int last, String text) {}

    private static final class Count implements Operation<Desk, CountTo, Counted> {

        @Override
        public String name() {
            return "count";
        }

        @Override
        public Class<CountTo> requestType() {
            return CountTo.class;
        }

        @Override
        public Class<Counted> answerType() {
            return Counted.class;
        }

        @Override
        public Counted run(Desk desk, CountTo request, Progress.Listener progress) throws OperatingFailure {
            if (request.last() < 0) {
                throw new OperatingFailure(FailureCode.LIMIT_EXCEEDED, "negative");
            }
            if (request.last() == 1000) {
                throw new IllegalStateException("secret");
            }
            switch (request.text()) {
                case "wait" -> await(desk);
                case "stand" -> desk.standstill.pass();
                case "for ever" -> runForEver(desk, progress);
                default -> {
                    for (int i = 1; i <= request.last(); i++) {
                        progress.progressed(new Progress("counting", i, request.last(), 0));
                    }
                }
            }
            return new Counted(request.last(), request.text());
        }

        private static void await(Desk desk) {
            desk.arrived.countDown();
            try {
                desk.proceed.await(Patience.SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void runForEver(Desk desk, Progress.Listener progress) {
            try {
                for (long i = 0; ; i++) {
                    progress.progressed(new Progress("counting", i, -1, 0));
                }
            } catch (OperationAbandoned e) {
                desk.abandoned.countDown();
                throw e;
            }
        }
    }
}
