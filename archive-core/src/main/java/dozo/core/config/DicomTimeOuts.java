package dozo.core.config;

import java.time.Duration;

/**
 * The time-out of each wait for a peer. Immutable.
 *
 * @param connect until a connection to a peer stands, TLS included
 * @param artim for an association request after connecting and for the peer's close at the end (PS3.8 section 9.1.5)
 * @param accept until a peer answers an association request
 * @param idle without any message while nothing is outstanding
 * @param request for the rest of a message that a peer has begun to send, of which 16 KiB must come in such a time
 * @param response until a peer answers a DIMSE request, or sends the next pending answer
 * @param write until a peer takes what is written to it
 * @param release until a peer answers a release request
 * @param drain for running associations to end when the server stops
 */
public record DicomTimeOuts(
        Duration connect,
        Duration artim,
        Duration accept,
        Duration idle,
        Duration request,
        Duration response,
        Duration write,
        Duration release,
        Duration drain) {

    public static DicomTimeOuts defaults() {
        return new DicomTimeOuts(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }
}
