package dozo.core.pdu;

/**
 * The acceptor's positive response to a {@link UserIdentity} (PS3.7 section D.3.3.7.2): the identity was accepted. It is not
 * printed, since a ticket or token of the server is a secret, too. Immutable.
 *
 * @param value the server's Kerberos ticket, SAML response or JSON web token; empty after a user name, with or without passcode
 */
public record UserIdentityResponse(Octets value) {

    /** Says yes and nothing more: the response to a user name. */
    public static final UserIdentityResponse PLAIN = new UserIdentityResponse(Octets.EMPTY);

    @Override
    public String toString() {
        return "UserIdentityResponse[" + value.length() + " bytes]";
    }
}
