package dozo.storage.integrity;

/** What {@link ImprintDigest} makes of the bytes of an object: 128 bits that mean something in this process alone. */
record Imprint(long first, long second) {}
