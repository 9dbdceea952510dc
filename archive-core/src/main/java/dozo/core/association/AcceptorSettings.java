package dozo.core.association;

/**
 * Where an acceptor listens and how much it takes.
 *
 * @param host name or address to bind; never blank: {@code 0.0.0.0} must be written out by who wants it
 * @param port 0 for any free port
 * @param maxAssociations established associations at a time
 * @param maxAssociationsPerCallingAe the same for one calling AE title
 * @param maxPendingPerAddress connections of one address that are not associations: silent, negotiating or rejected
 * @param association what each accepted association gets
 */
public record AcceptorSettings(
        String host,
        int port,
        int maxAssociations,
        int maxAssociationsPerCallingAe,
        int maxPendingPerAddress,
        AssociationSettings association) {

    /** @throws IllegalArgumentException when a number is out of range or the host blank */
    public AcceptorSettings {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("an acceptor needs a host and a port from 0 to 65535");
        }
        if (maxAssociations < 1 || maxAssociationsPerCallingAe < 1 || maxPendingPerAddress < 1) {
            throw new IllegalArgumentException("limits of associations are at least 1");
        }
    }

    /** Up to 200 associations, 50 from one calling AE, 50 pending connections from one address. */
    public static AcceptorSettings defaults(String host, int port) {
        return new AcceptorSettings(host, port, 200, 50, 50, AssociationSettings.defaults());
    }

    public AcceptorSettings withLimits(int total, int perCallingAe, int pendingPerAddress) {
        return new AcceptorSettings(host, port, total, perCallingAe, pendingPerAddress, association);
    }

    public AcceptorSettings withAssociation(AssociationSettings changed) {
        return new AcceptorSettings(
                host, port, maxAssociations, maxAssociationsPerCallingAe, maxPendingPerAddress, changed);
    }
}
