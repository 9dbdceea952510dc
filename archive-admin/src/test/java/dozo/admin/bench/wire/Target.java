package dozo.admin.bench.wire;

/**
 * Whom to call, and as whom.
 *
 * @param called AE title of the peer
 * @param calling own AE title
 */
public record Target(String host, int port, String called, String calling) {

    /** As many associations as the archive takes of one title by default. */
    private static final int ASSOCIATIONS_PER_TITLE = 50;

    /** The same for the association of this number, from 0: each fifty call under a title of their own. */
    Target forAssociation(int number) {
        int title = number / ASSOCIATIONS_PER_TITLE;
        return title == 0 ? this : new Target(host, port, called, calling + title);
    }
}
