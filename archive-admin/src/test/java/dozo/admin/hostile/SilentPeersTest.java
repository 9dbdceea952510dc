package dozo.admin.hostile;

import static dozo.admin.hostile.RawMessages.STORE;
import static dozo.admin.hostile.RawMessages.join;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.PduEncoder;
import dozo.core.testing.Instances;
import dozo.core.testing.RawPeer;
import dozo.core.value.Uid;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers of a live server that say nothing, little, or only half of what they have begun to say. */
class SilentPeersTest extends HostilePeers {

    private static final int MANY = 300;
    private static final byte[] ABORT = RawMessages.pdu(7, 4, new byte[4]);

    /** One for each place where a peer can fall silent; the connections stand, as when a cable is pulled. */
    @Test
    void peersThatFallSilentAreCutOff() throws Exception {
        byte[] request = PduEncoder.encode(RawMessages.request());
        byte[] command = RawMessages.command(STORE, RawMessages.store(Instances.newUid()));
        byte[] data = RawMessages.data(STORE, image(Instances.newUid()));
        List<RawPeer> silent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            silent.add(connect());
            silent.add(connect().send(Arrays.copyOf(request, 3)));
            silent.add(connect().send(Arrays.copyOf(request, request.length - 1)));
            silent.add(associated());
            silent.add(associated().send(Arrays.copyOf(command, 5)));
            silent.add(associated().send(command));
            silent.add(associated().send(join(command, Arrays.copyOf(data, 300))));
            silent.add(associated().send(RawMessages.pdu(7, 4, new byte[2])));
        }
        for (RawPeer peer : silent) {
            try (peer) {
                peer.awaitClose();
            }
        }
    }

    /** The rest of a PDU does not gain time by coming byte by byte. */
    @Test
    void peersThatSendByteByByteAreCutOff() throws Exception {
        byte[] request = PduEncoder.encode(RawMessages.request());
        byte[] store = join(
                RawMessages.command(STORE, RawMessages.store(Instances.newUid())),
                RawMessages.data(STORE, image(Instances.newUid())));
        List<Dripping> peers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            peers.add(new Dripping(connect(), request));
            peers.add(new Dripping(associated(), store));
        }
        await().pollInterval(50, MILLISECONDS).until(() -> {
            peers.forEach(Dripping::sendNext);
            return peers.stream().allMatch(Dripping::isCutOff);
        });
    }

    /** Each PDU comes whole and brings one byte: such a peer holds its own association and nothing else, until it goes. */
    @Test
    void aDataSetInPdusOfOneByteHoldsUpNobody() throws Exception {
        long before = server().objects();
        byte[] image = image(Instances.newUid());
        try (RawPeer peer = associated()) {
            peer.send(RawMessages.command(STORE, RawMessages.store(Instances.newUid())));
            for (int i = 0; i < image.length - 1; i++) {
                peer.send(RawMessages.fragment(STORE, 0, new byte[] {image[i]}));
            }
        }
        assertEquals(before, server().objects());
    }

    /** From one address, and from so many that no limit for one address helps. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void hundredsOfSilentSocketsKeepNobodyOut(int addresses) throws Exception {
        List<RawPeer> silent = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + i % addresses)});
                silent.add(RawPeer.connect(server().port(), from));
            }
            for (RawPeer peer : silent) {
                peer.awaitClose();
            }
        } finally {
            for (RawPeer peer : silent) {
                peer.close();
            }
        }
    }

    /** As in a collection of the virtual machine: whoever comes then is waited for, instead of having to come again a second later. */
    @Test
    void whoComesWhileTheServerStandsStillIsKept() throws Throwable {
        List<RawPeer> waiting = new ArrayList<>();
        try {
            server().whileStopped(() -> {
                for (int i = 0; i < MANY; i++) {
                    waiting.add(connect());
                }
            });
        } finally {
            for (RawPeer peer : waiting) {
                peer.close();
            }
        }
        assertEquals(MANY, waiting.size());
    }

    /** A C-STORE that ends after each of its bytes in turn. Only what came whole may be there, and it may be there once. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anExchangeThatEndsAtAnyByteLeavesAllOrNothing(boolean abort) throws Exception {
        Uid instance = Instances.newUid();
        byte[] exchange = join(
                PduEncoder.encode(RawMessages.request()),
                RawMessages.command(STORE, RawMessages.store(instance)),
                RawMessages.data(STORE, image(instance)));
        long before = server().objects();
        int quarantined = server().quarantined();
        // Later the bytes of the abort itself would fill the place of what is missing.
        int ends = abort ? exchange.length - ABORT.length : exchange.length;
        for (int length = 0; length < ends; length++) {
            try (RawPeer peer = connect()) {
                peer.send(Arrays.copyOf(exchange, length));
                if (abort) {
                    peer.send(ABORT);
                }
                peer.shutOutput().awaitClose();
            }
        }
        assertEquals(quarantined, server().quarantined());
        assertEquals(before, server().objects());
        try (RawPeer peer = connect().send(exchange)) {
            peer.shutOutput().awaitClose();
        }
        assertEquals(before + 1, server().objects());
    }

    /** No class has more peers at once; what is true of the pools here is true for all of them. */
    @AfterAll
    void threadsEndThatHaveNothingToDo() {
        server().requireThreadsEnded();
    }

    private static byte[] image(Uid instance) {
        return Instances.ct().pixels(2, 2, 8).sopInstance(instance).encode(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Sends one byte whenever it is told to, until nobody takes it. */
    private static final class Dripping {

        private final RawPeer peer;
        private final byte[] bytes;
        private int sent;
        private boolean cutOff;

        Dripping(RawPeer peer, byte[] bytes) {
            this.peer = peer;
            this.bytes = bytes;
        }

        void sendNext() {
            if (cutOff) {
                return;
            }
            assertTrue(sent < bytes.length, "a peer sent all bytes one by one and was not cut off");
            try {
                peer.send(new byte[] {bytes[sent++]});
            } catch (IOException e) {
                cutOff = true;
            }
        }

        boolean isCutOff() {
            return cutOff;
        }
    }
}
