package dozo.qr.transcode;

import dozo.core.encoding.DatasetTranscoder;

/** Whether an instance can be had in another transfer syntax. */
public sealed interface Transcoding {

    /**
     * It can: by this copy, which may be run several times. A damaged frame shows only while copying, so who must not fail
     * half-way copies into {@code OutputStream.nullOutputStream()} first.
     *
     * @param transcoder copies from the stored into the wanted transfer syntax
     * @param decompresses whether pixels are decompressed, which takes time and memory for one frame
     */
    record Possible(DatasetTranscoder transcoder, boolean decompresses) implements Transcoding {}

    /** It cannot. @param reason for people, without patient data */
    record Impossible(String reason) implements Transcoding {}
}
