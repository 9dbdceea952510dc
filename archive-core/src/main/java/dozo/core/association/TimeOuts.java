package dozo.core.association;

import java.time.Duration;

/**
 * How long an association waits for what. All are positive; a peer that lets one pass loses its own association and
 * nothing else.
 *
 * @param connect for the transport connection to a remote AE, TLS included
 * @param artim the ARTIM timer (PS3.8 section 9.1.5): from accepted socket to complete A-ASSOCIATE-RQ, TLS included; and from
 *     A-ABORT, A-ASSOCIATE-RJ or A-RELEASE-RP until the peer has closed
 * @param accept for the answer to A-ASSOCIATE-RQ
 * @param idle without any message while nothing is outstanding
 * @param request between the first and the last byte of a PDU, and between two PDUs of one message; and how long a message may
 *     come more slowly than {@link Pace} allows
 * @param response for a response, or for the next pending response, to our request
 * @param write for the peer to take what is written at once, 128 KiB at most
 * @param release for A-RELEASE-RP
 */
public record TimeOuts(
        Duration connect,
        Duration artim,
        Duration accept,
        Duration idle,
        Duration request,
        Duration response,
        Duration write,
        Duration release) {

    /** @throws IllegalArgumentException when one is not positive, or longer than 24 days (what a socket can wait) */
    public TimeOuts {
        for (Duration each : new Duration[] {connect, artim, accept, idle, request, response, write, release}) {
            if (each.isNegative() || each.toMillis() == 0 || each.toMillis() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a time-out lies between 1 ms and 24 days");
            }
        }
    }

    /** What fits a hospital network with slow modalities. */
    public static TimeOuts defaults() {
        return new TimeOuts(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10));
    }

    /** Every one of them the same, for tests and probes. */
    public static TimeOuts all(Duration each) {
        return new TimeOuts(each, each, each, each, each, each, each, each);
    }

    public TimeOuts withConnect(Duration d) {
        return new TimeOuts(d, artim, accept, idle, request, response, write, release);
    }

    public TimeOuts withArtim(Duration d) {
        return new TimeOuts(connect, d, accept, idle, request, response, write, release);
    }

    public TimeOuts withAccept(Duration d) {
        return new TimeOuts(connect, artim, d, idle, request, response, write, release);
    }

    public TimeOuts withIdle(Duration d) {
        return new TimeOuts(connect, artim, accept, d, request, response, write, release);
    }

    public TimeOuts withRequest(Duration d) {
        return new TimeOuts(connect, artim, accept, idle, d, response, write, release);
    }

    public TimeOuts withResponse(Duration d) {
        return new TimeOuts(connect, artim, accept, idle, request, d, write, release);
    }

    public TimeOuts withWrite(Duration d) {
        return new TimeOuts(connect, artim, accept, idle, request, response, d, release);
    }

    public TimeOuts withRelease(Duration d) {
        return new TimeOuts(connect, artim, accept, idle, request, response, write, d);
    }
}
