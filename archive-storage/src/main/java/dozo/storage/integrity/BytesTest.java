package dozo.storage.integrity;

import dozo.core.value.ContentDigest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Holds the bytes of one object file against what was taken on receipt, while they are read (INV-5). For one thread, once. */
interface BytesTest {

    /** Takes the next bytes of the file: all that remain of these, which stay as they are. */
    void update(ByteBuffer bytes);

    /** Whether all bytes taken are those of the object; asked once, after the last. */
    boolean passes();

    /** By SHA-256 alone. */
    static BytesTest sha256(ContentDigest expected) {
        MessageDigest digest = ContentDigest.newMessageDigest();
        return new BytesTest() {
            @Override
            public void update(ByteBuffer bytes) {
                digest.update(bytes.duplicate());
            }

            @Override
            public boolean passes() {
                return ContentDigest.of(digest).equals(expected);
            }
        };
    }
}
