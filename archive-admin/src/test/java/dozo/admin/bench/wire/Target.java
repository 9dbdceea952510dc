package dozo.admin.bench.wire;

/**
 * Whom to call, and as whom.
 *
 * @param called AE title of the peer
 * @param calling own AE title
 */
public record Target(String host, int port, String called, String calling) {}
