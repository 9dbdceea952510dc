package dozo.admin.hostile;

import static dozo.admin.hostile.RawMessages.COMMAND;
import static dozo.admin.hostile.RawMessages.FIND;
import static dozo.admin.hostile.RawMessages.LAST;
import static dozo.admin.hostile.RawMessages.STORE;
import static dozo.admin.hostile.RawMessages.join;
import static dozo.admin.hostile.RawMessages.pdu;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Tag;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.PduEncoder;
import dozo.core.testing.Instances;
import dozo.core.testing.RawPeer;
import dozo.core.value.Uid;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Messages in the wrong order or with lengths that cannot be, sent to a live server: its sender is aborted or refused. */
class BrokenMessagesTest extends HostilePeers {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final long[] GIANT = {0x7FFF_FFFFL, 0x8000_0000L, 0xC000_0000L, 0xFFFF_FFFEL, 0xFFFF_FFFFL};
    private static final Uid INSTANCE = Instances.newUid();
    private static final byte[] ZERO_FOUR = new byte[4];

    private long objects;

    @BeforeEach
    void count() {
        objects = server().objects();
    }

    @AfterEach
    void nothingWasStored() {
        assertEquals(objects, server().objects());
    }

    private static byte[] image() {
        return Instances.ct().sopInstance(INSTANCE).encode(EXPLICIT);
    }

    @Test
    void pdusInTheWrongOrderEndTheConnection() throws Exception {
        byte[] request = PduEncoder.encode(RawMessages.request());
        byte[] release = pdu(5, 4, ZERO_FOUR);
        byte[] released = pdu(6, 4, ZERO_FOUR);
        byte[] reject = pdu(3, 4, new byte[] {0, 1, 1, 1});
        byte[] accept = pdu(2, request.length - 6L, Arrays.copyOfRange(request, 6, request.length));
        byte[] data = RawMessages.command(STORE, RawMessages.store(INSTANCE));
        for (byte[] first :
                new byte[][] {release, released, reject, accept, data, pdu(0, 4, ZERO_FOUR), pdu(9, 0, new byte[0])}) {
            ends(connect(), first);
            if (first != data && first != release) {
                ends(associated(), first);
                ends(associated(), join(data, first));
            }
        }
        ends(associated(), request);
        ends(associated(), join(data, release));
        ends(associated(), join(release, data, RawMessages.data(STORE, image())));
    }

    @Test
    void fragmentsThatDoNotBelongTogetherEndTheAssociation() throws Exception {
        byte[] store = RawMessages.store(INSTANCE);
        byte[] find = RawMessages.find();
        byte[] half = Arrays.copyOf(store, 20);
        ends(associated(), RawMessages.command(99, store));
        ends(associated(), RawMessages.command(2, store));
        ends(associated(), RawMessages.data(STORE, image()));
        ends(associated(), join(RawMessages.data(STORE, image()), RawMessages.command(STORE, store)));
        ends(associated(), join(RawMessages.fragment(STORE, COMMAND, half), RawMessages.fragment(FIND, COMMAND, find)));
        ends(associated(), join(RawMessages.fragment(STORE, COMMAND, half), RawMessages.data(STORE, image())));
        ends(associated(), join(RawMessages.command(STORE, store), RawMessages.command(FIND, find)));
        ends(
                associated(),
                join(
                        RawMessages.command(STORE, store),
                        RawMessages.fragment(STORE, 0, Arrays.copyOf(image(), 100)),
                        RawMessages.data(FIND, image())));
        ends(associated(), RawMessages.fragment(STORE, COMMAND | LAST, new byte[0]));
    }

    /** Two C-STORE commands whose fragments are mixed make one command set that no standard knows; nothing is taken for stored. */
    @Test
    void mixedCommandFragmentsStoreNothing() throws Exception {
        byte[] first = RawMessages.store(INSTANCE);
        byte[] second = RawMessages.store(Instances.newUid());
        try (RawPeer peer = associated()) {
            peer.send(join(
                    RawMessages.fragment(STORE, COMMAND, Arrays.copyOf(first, 40)),
                    RawMessages.fragment(STORE, COMMAND, Arrays.copyOf(second, 40)),
                    RawMessages.fragment(STORE, COMMAND, Arrays.copyOfRange(first, 40, first.length)),
                    RawMessages.fragment(STORE, COMMAND | LAST, Arrays.copyOfRange(second, 40, second.length)),
                    RawMessages.data(STORE, image())));
            peer.shutOutput().awaitClose();
        }
    }

    @Test
    void pduAndPdvLengthsOfGigabytesEndTheConnection() throws Exception {
        byte[] command = RawMessages.store(INSTANCE);
        for (int type = 1; type <= 7; type++) {
            ends(connect(), pdu(type, GIANT[type % GIANT.length], new byte[100]));
        }
        for (long length : GIANT) {
            ends(associated(), pdu(4, length, new byte[100]));
            ends(associated(), pdu(5, length, new byte[100]));
            ends(associated(), pdu(4, 300, RawMessages.pdv(length, STORE, COMMAND | LAST, command)));
        }
    }

    /** Whatever the first bytes of a data set claim, its end comes, and with it a refusal; the association goes on. */
    @TestFactory
    Stream<DynamicTest> elementAndItemLengthsOfGigabytesAreRefused() {
        Map<String, byte[]> dataSets = new LinkedHashMap<>();
        for (long length : GIANT) {
            String name = Long.toHexString(length);
            dataSets.put("text " + name, element(Tag.StudyDescription, "UT", length));
            dataSets.put("bytes " + name, element(0x00091010, "OB", length));
            dataSets.put("unknown " + name, element(0x00091010, "UN", length));
            dataSets.put("sequence " + name, element(Tag.ReferencedSOPSequence, "SQ", length));
            byte[] item = RawMessages.item(length, new byte[16]);
            dataSets.put("item " + name, RawMessages.element(Tag.ReferencedSOPSequence, "SQ", 0xFFFF_FFFFL, item));
            dataSets.put("fragment " + name, RawMessages.element(Tag.PixelData, "OB", 0xFFFF_FFFFL, item));
        }
        return dataSets.entrySet().stream()
                .map(dataSet -> DynamicTest.dynamicTest(dataSet.getKey(), () -> isRefused(dataSet.getValue())));
    }

    private static byte[] element(int tag, String vr, long length) {
        return RawMessages.element(tag, vr, length, new byte[200]);
    }

    private void isRefused(byte[] dataSet) throws Exception {
        try (RawPeer peer = associated()) {
            peer.send(join(RawMessages.command(STORE, RawMessages.store(INSTANCE)), RawMessages.data(STORE, dataSet)));
            assertTrue(Replies.refuses(peer), "stored");
            peer.send(join(RawMessages.command(FIND, RawMessages.find()), RawMessages.data(FIND, dataSet)));
            assertTrue(Replies.refuses(peer), "answered");
        }
    }

    @Test
    void sequencesTenThousandDeepAreRefused() throws Exception {
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        for (int depth = 0; depth < 10_000; depth++) {
            byte[] item = RawMessages.item(0xFFFF_FFFFL, new byte[0]);
            deep.writeBytes(RawMessages.element(Tag.ReferencedSOPSequence, "SQ", 0xFFFF_FFFFL, item));
        }
        isRefused(deep.toByteArray());
    }

    /** A value larger than the heap that does come. */
    @Test
    void aHeaderValueLargerThanTheHeapIsRefused() throws Exception {
        byte[] block = new byte[16_000];
        try (RawPeer peer = associated()) {
            peer.send(RawMessages.command(STORE, RawMessages.store(INSTANCE)));
            peer.send(RawMessages.fragment(
                    STORE, 0, RawMessages.element(Tag.StudyDescription, "UT", 9_000L * block.length, new byte[0])));
            byte[] fragment = RawMessages.fragment(STORE, 0, block);
            for (int i = 0; i < 9_000; i++) {
                peer.send(fragment);
            }
            peer.send(RawMessages.data(STORE, new byte[0]));
            assertTrue(Replies.refuses(peer));
        }
    }

    /** Sends the bytes and demands that the server ends the connection, with or without an abort before. */
    private static void ends(RawPeer peer, byte[] bytes) throws Exception {
        try (peer) {
            peer.send(bytes).awaitEnd();
        }
    }
}
